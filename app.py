"""Entry point of ``streamlit run app.py``."""
