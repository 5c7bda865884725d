"""Entry point of ``streamlit run app.py``; ``humdash serve`` runs this same script."""

from dashboard.ui.shell import show

show()
