"""Reports as they look in a notebook: HTML that stands on its own, with all text escaped."""
from fractions import Fraction
from html import escape

MOST_ROWS = 50


def table(head, rows):
    """A table; more than MOST_ROWS rows are counted in place of shown."""
    shown = rows[:MOST_ROWS]
    lines = ["<table><thead><tr>", *(f"<th>{escape(name)}</th>" for name in head), "</tr></thead><tbody>"]
    for row in shown:
        lines += ["<tr>", *(f"<td>{escape(words(cell))}</td>" for cell in row), "</tr>"]
    if len(rows) > len(shown):
        lines.append(f'<tr><td colspan="{len(head)}">… and {len(rows) - len(shown)} more</td></tr>')
    return "".join([*lines, "</tbody></table>"])


def facts(pairs):
    """What is known, as a list of names and values."""
    cells = "".join(f'<tr><th style="text-align:left">{escape(name)}</th><td>{escape(words(value))}</td></tr>'
                    for name, value in pairs)
    return f"<table><tbody>{cells}</tbody></table>"


def block(title, *parts):
    return f"<div><p><strong>{escape(title)}</strong></p>{''.join(parts)}</div>"


def words(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return short(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(words(entry) for entry in value)
    return short_text(str(value))


def short(number):
    """A fraction; long ones to twelve digits, cut off, which the “…” says."""
    text = str(number)
    if len(text) <= 24:
        return text
    from decimal import ROUND_DOWN, Context

    context = Context(prec=12, rounding=ROUND_DOWN)
    return f"{context.divide(context.create_decimal(number.numerator), context.create_decimal(number.denominator))}…"


def short_text(text, longest=200):
    return text if len(text) <= longest else text[: longest - 1] + "…"
