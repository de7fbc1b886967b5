"""Reports as they look in a notebook: HTML that stands on its own, with all text escaped."""
import sys
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


def counted(number, noun):
    """"1 lock", "2 locks"."""
    return f"{number} {noun if number == 1 else noun + 's'}"


def short(number):
    """A fraction; long ones to twelve digits, cut off, which the “…” says."""
    text = str(number)
    if len(text) <= 24:
        return text
    from decimal import ROUND_DOWN, Context, Decimal

    context = Context(prec=12, rounding=ROUND_DOWN)
    return f"{context.divide(Decimal(number.numerator), Decimal(number.denominator))}…"


def rounded(number, digits):
    """A fraction to so many digits; what no float is near to is shown by a "≈"."""
    try:
        near = float(number)
    except OverflowError:
        near = 0.0
    if number == 0 or abs(near) >= sys.float_info.min:
        return f"{near:.{digits}g}"
    from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

    context = Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN)
    quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"≈{quotient.normalize(context):e}"


def short_text(text, longest=200):
    return text if len(text) <= longest else text[: longest - 1] + "…"
