"""Turns a plotly figure into the HTML of a chart that the page's script draws when it comes into view."""

import json
import re

from markupsafe import Markup, escape

DEFAULT_HEIGHT = 440
# Room above the plot when the title stands over the chart and not in it: enough for a label on the upper edge.
TOP_MARGIN = 24


def chart(figure):
    """A `<figure>` with the title as text, a place to draw in, the figure as JSON and its description."""
    layout = dict(figure.get("layout") or {})
    meta = layout.get("meta") if isinstance(layout.get("meta"), dict) else {}
    title = take_title(layout)
    alt = meta.get("alt") or ""
    height = layout.get("height") or DEFAULT_HEIGHT
    caption = Markup("<figcaption><details><summary>In words</summary>{}</details></figcaption>").format(alt) if alt else ""
    heading = Markup('<p class="chart-title">{}</p>').format(title) if title else ""
    return Markup(
        '<figure class="chart">{heading}'
        '<div class="chart-plot" style="height:{height}px" role="img" aria-label="{name}"></div>'
        '<script type="application/json" class="chart-data">{figure}</script>'
        "<noscript><p>This chart is drawn by JavaScript, which is off.</p></noscript>"
        "{caption}</figure>"
    ).format(
        heading=heading, height=round(height), name=alt or title or "Chart", caption=caption, figure=Markup(script_json({"data": figure.get("data", []), "layout": layout}))
    )


def take_title(layout):
    """Takes the title out of a layout, with the room that it had. Titles in plotly neither wrap nor fit a phone."""
    title = layout.pop("title", None)
    text = title.get("text") if isinstance(title, dict) else title
    if not text:
        return None
    lift_plot(layout)
    meta = layout.get("meta")
    plain = meta.get("title") if isinstance(meta, dict) else None
    return plain or Markup(re.sub(r"<br\s*/?>", " ", str(text))).striptags()


def lift_plot(layout):
    margin = dict(layout.get("margin") or {})
    height = layout.get("height")
    legend = layout.get("legend")
    top = margin.get("t", TOP_MARGIN)
    if height and isinstance(legend, dict) and layout.get("showlegend") and legend.get("yref") == "container":
        # The legend stands below the title: it moves to the upper edge, and the plot up by as much.
        gained = (1 - legend["y"]) * height
        layout["legend"] = {**legend, "y": 1}
    else:
        gained = max(0, top - TOP_MARGIN)
    if height:
        layout["height"] = height - gained
    layout["margin"] = {**margin, "t": top - gained}


def script_json(value):
    """JSON that can stand in a script element: nothing in it ends the element or opens another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
