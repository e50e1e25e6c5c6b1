"""Writes the pages of a report from executed notebooks.

The first line of stdin is the job, one JSON object: `summary` (the content of summary.json), `executed` (folder of the
executed notebooks), `out` (folder of the report) and `templates` (folder of the templates). It is read after all
packages are loaded. Without a job, when stdin ends, nothing is done.

Pages need nothing but the files in the report's own folder: no network, and they open from disk.
"""

import json
import os
import re
import sys
from pathlib import Path

import jinja2
import mistune
import nbformat
from markupsafe import Markup, escape
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer
from traitlets.config import Config

from figure import chart

PLOTLY = "application/vnd.plotly.v1+json"
# The richest form of an output that a page can show, first.
DISPLAY_PRIORITY = [PLOTLY, "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]

HEADING = re.compile(r"<h([1-6])(?: [^>]*)?>(.*?)</h\1>", re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
# The tables of show() carry a style for JupyterLab; here the page's own holds.
TABLE_STYLE = re.compile(r'(<div class="churnlab-table">)<style>.*?</style>', re.DOTALL)
# How far the work was is of no interest once it is done.
PROGRESS = "application/vnd.churnlab.progress+json"
TITLE_LINE = re.compile(r"^# +.*\n?", re.MULTILINE)

# Plain mistune, not nbconvert's: "$12 to $15" is money here, not mathematics.
def markdown_renderer(**options):
    return mistune.Markdown(
        renderer=IPythonRenderer(exclude_anchor_links=True, **options),
        plugins=[mistune.import_plugin(name) for name in ("strikethrough", "table", "task_lists", "def_list")],
    )


# The authors of a notebook may use HTML in its text. What a program composed from data may not.
render_prose = markdown_renderer(escape=False)
render_computed = markdown_renderer(escape=True, allow_harmful_protocols=False)


def markdown(text):
    """A markdown cell as HTML."""
    return Markup(wrap_tables(str(render_prose(text))))


def computed_markdown(text):
    """Markdown that a cell has put out, as HTML; tags in it show as text."""
    return Markup(wrap_tables(str(render_computed(text))))


def markdown_inline(text):
    """Computed markdown of one paragraph, without the paragraph's own tags."""
    html = str(render_computed(text)).strip()
    single = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", html, re.DOTALL)
    return Markup(single.group(1) if single else html)


def wrap_tables(html):
    """Wide tables scroll by themselves, also with the keyboard."""

    def wrap(table):
        caption = re.search(r"<caption>(.*?)</caption>", table.group(), re.DOTALL)
        name = re.sub(r"<[^>]+>", "", caption.group(1)).replace('"', "&quot;") if caption else "Table"
        return f'<div class="table-scroll" role="region" aria-label="{name}" tabindex="0">{table.group()}</div>'

    return TABLE.sub(wrap, TABLE_STYLE.sub(r"\1", html))


def source_notes(text):
    """What the data source's output says beside the file and its kind, which the banner says."""
    return [line.removeprefix("Note: ") for line in text.splitlines() if line.startswith("Note: ")]


def notebook_exporter(templates):
    exporter = TemplateExporter(
        config=Config({"NbConvertBase": {"display_data_priority": DISPLAY_PRIORITY}}),
        template_name="notebook",
        extra_template_basedirs=[str(templates)],
        file_extension=".html",
    )
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="typescript", parent=exporter))
    exporter.register_filter("markdown", markdown)
    exporter.register_filter("computed_markdown", computed_markdown)
    exporter.register_filter("wrap_tables", wrap_tables)
    exporter.register_filter("source_notes", source_notes)
    exporter.register_filter("chart", chart)
    return exporter


def page_body(exporter, path):
    """The cells of a notebook as HTML, without its title."""
    notebook = nbformat.read(path, as_version=4)
    for number, cell in enumerate(notebook.cells, 1):
        cell.metadata["numbers"] = [number]
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if PROGRESS not in output.get("data", {})]
    first = next((cell for cell in notebook.cells if cell.cell_type == "markdown" and TITLE_LINE.search(cell.source)), None)
    if first is not None:
        first.source = TITLE_LINE.sub("", first.source, count=1)
    notebook.cells = join_silent_cells(notebook.cells)
    body, _ = exporter.from_notebook_node(notebook)
    return body


def join_silent_cells(cells):
    """Joins code cells that show nothing with the code cell that follows: one place to unfold, not five in a row."""
    joined = []
    for cell in cells:
        before = joined[-1] if joined else None
        if before is not None and before.cell_type == cell.cell_type == "code" and not before.outputs:
            cell.source = f"{before.source.rstrip()}\n\n{cell.source}".strip("\n")
            cell.metadata["numbers"] = before.metadata["numbers"] + cell.metadata["numbers"]
            joined.pop()
        joined.append(cell)
    return joined


def with_anchors(body):
    """Gives every heading an id of its own and a link to itself. Returns the HTML and the table of contents."""
    contents, used = [], set()

    def anchor(match):
        level, inner = max(2, int(match.group(1))), match.group(2)
        text = re.sub(r"<[^>]+>", "", inner).strip()
        name = unused(re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "section", used)
        if level <= 3:
            contents.append({"level": level, "anchor": name, "title": Markup(text)})
        link = f'<a class="anchor" href="#{escape(name)}" aria-label="Link to this section">#</a>'
        return f'<h{level} id="{escape(name)}">{inner}{link}</h{level}>'

    return Markup(HEADING.sub(anchor, body)), contents


def unused(name, used):
    candidate, count = name, 1
    while candidate in used:
        count += 1
        candidate = f"{name}-{count}"
    used.add(candidate)
    return candidate


def headline_parts(text):
    """A headline's text and, where it ends in brackets, what stands in them: "0.98 (0.97 to 0.99)"."""
    match = re.fullmatch(r"(.{1,24}?) \((.+)\)", text)
    return match.groups() if match else (text, None)


def file_size(count):
    for unit in ("bytes", "kB", "MB"):
        if count < 1000 or unit == "MB":
            return f"{count:.0f} {unit}" if count >= 10 or unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000


def page_environment(templates):
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(templates)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(markdown_inline=markdown_inline, headline_parts=headline_parts, file_size=file_size)
    return environment


def render(job):
    templates, out, summary = Path(job["templates"]), Path(job["out"]), job["summary"]
    environment, exporter = page_environment(templates), notebook_exporter(templates)
    pages = summary["pages"]
    for index, page in enumerate(pages):
        body, contents = with_anchors(page_body(exporter, Path(job["executed"], page["notebook"])))
        html = environment.get_template("page.html.j2").render(
            summary=summary,
            page=page,
            number=index + 1,
            body=body,
            contents=contents,
            previous=pages[index - 1] if index > 0 else None,
            next=pages[index + 1] if index + 1 < len(pages) else None,
            charts='class="chart-plot"' in body,
        )
        Path(out, page["page"]).write_text(html, encoding="utf-8")
    html = environment.get_template("index.html.j2").render(summary=summary)
    Path(out, "index.html").write_text(html, encoding="utf-8")


def main():
    job = sys.stdin.readline()
    if job.strip():
        render(json.loads(job))


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
