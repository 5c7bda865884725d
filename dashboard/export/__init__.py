"""Charts and tables become what people send: pictures, documents, CSV, each with its sources.

Nothing in here opens a network connection or a browser, and nothing reads the clock: the
same data and the same provenance line give the same bytes.
"""
