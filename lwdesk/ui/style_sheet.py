"""The small style sheet: only for controls whose own drawing survives it."""

from collections.abc import Callable, Mapping


def sheet(colours: Mapping[str, str], px: Callable[[float], int], border: int, ring: int) -> str:
    """Return the style sheet for these colours at this scale."""
    sizes = {f"p{n}": px(n) for n in (2, 4, 6, 8, 10, 12, 16, 36)}
    return TEMPLATE.format(
        **colours, **sizes, border=border, ring=ring, inset=px(12) - border - 2, strong=px(12) - ring - 2
    )


TEMPLATE = """
QLineEdit, QPlainTextEdit {{
  background: {sheet}; color: {text}; border: {border}px solid {edge}; border-radius: {p8}px;
  padding: 0 {inset}px; selection-background-color: {accent}; selection-color: {on_accent};
  placeholder-text-color: {text3}; lineedit-password-character: 8226;
}}
QPlainTextEdit {{ padding: {p6}px {p8}px; }}
QLineEdit:focus {{ border: {ring}px solid {accent}; padding: 0 {strong}px; }}
QPlainTextEdit:focus {{ border: {ring}px solid {accent}; }}
QLineEdit[problem="true"], QLineEdit[problem="true"]:focus {{
  border: {ring}px solid {danger}; padding: 0 {strong}px;
}}
QPlainTextEdit[problem="true"] {{ border: {ring}px solid {danger}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {sunken}; color: {text3}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{
  background: transparent; border-color: transparent; padding: 0;
}}
QLineEdit:read-only:focus {{ border-color: {accent}; padding: 0 {strong}px; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ background: transparent; border: none; padding: 0; }}
QScrollBar:vertical {{ background: transparent; width: {p12}px; margin: {p2}px; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}px; margin: {p2}px; }}
QScrollBar::handle {{ background: {edge}; border-radius: {p4}px; min-height: {p36}px; min-width: {p36}px; }}
QScrollBar::handle:hover {{ background: {text3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {text}; color: {sheet}; border: none; padding: {p4}px {p8}px; }}
QMenu {{
  background: {sheet}; color: {text}; border: {border}px solid {edge}; border-radius: {p8}px; padding: {p4}px;
}}
QMenu::item {{ padding: {p8}px {p16}px; border-radius: {p6}px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
"""
