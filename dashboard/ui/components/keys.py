"""Shortcuts that lose nothing: what is being typed counts before the button of a shortcut is pressed.

Streamlit 1.67 takes over a text when its field is left; a shortcut presses a button without
leaving the field, and the last words would be lost. So the field is left first.
"""

import streamlit as st

_JS = """
export default function ({ data }) {
  const leave = (event) => {
    const isShortcut = event.altKey && !event.ctrlKey && !event.metaKey && data.keys.includes(event.key.toLowerCase());
    if (isShortcut && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  document.addEventListener("keydown", leave, true);
  return () => document.removeEventListener("keydown", leave, true);
}
"""


def keep_typed_text(keys: str) -> None:
    """Take over what is being typed before Alt with one of these letters presses its button."""
    listener = st.components.v2.component("humdash.keys", js=_JS)
    listener(data={"keys": list(keys)}, key="keys", height=0)
