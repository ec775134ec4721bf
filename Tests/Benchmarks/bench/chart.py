"""The figures that have something to reach, as a picture: each bar is the share of what it may be."""

from xml.sax.saxutils import escape

WIDTH, LEFT, ROW, TOP = 1160, 620, 26, 64
SCALE = 300  # pixels for the whole of what may be


def svg(rows, caption):
    """An SVG file's text for rows of (name, value, unit, limit, note)."""
    shown, subject = [], ""
    for name, value, unit, limit, _ in rows:
        if not name.startswith(" "):
            subject = name
        if limit:
            label = f"{subject}: {name.strip()}" if name.startswith(" ") else name
            shown.append((label, value, unit, limit))
    height = TOP + ROW * len(shown) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        '<text x="12" y="22" font-size="15" font-weight="bold">'
        'What was measured, as a share of what was to be reached</text>',
        f'<text x="12" y="42" fill="#555">{escape(caption)}</text>',
    ]
    for index, (label, value, unit, limit) in enumerate(shown):
        y = TOP + ROW * index
        share = value / limit
        colour = "#2a7" if share <= 1 else "#c43"
        parts += [
            f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(label.replace("steelcut-", ""))}</text>',
            f'<rect x="{LEFT}" y="{y + 2}" width="{min(share, 1.3) * SCALE:.0f}" height="14" fill="{colour}"/>',
            f'<text x="{LEFT + min(share, 1.3) * SCALE + 6:.0f}" y="{y + 13}">'
            f'{value:.2f} of {limit} {escape(unit)}</text>',
        ]
    x = LEFT + SCALE
    parts += [
        f'<line x1="{x}" y1="{TOP - 6}" x2="{x}" y2="{height - 18}" stroke="#333" stroke-dasharray="4 3"/>', "</svg>",
    ]
    return "\n".join(parts) + "\n"
