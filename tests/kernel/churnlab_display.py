"""The last expression shows itself, and outputs update in place."""

import re

from checks import collector, holds, ok, same
from wire import plain

check, CHECKS = collector("display")


def bundle(kernel, code):
    """The data of the one execute_result."""
    results = ok(kernel.run(code)).all("execute_result")
    same(len(results), 1, "number of results")
    return results[0].content["data"]


def is_table(data, *parts, rows=None, columns=None):
    html = data["text/html"]
    assert re.search(r"<table[\s>]", html) and "</table>" in html, html[:500]
    holds(html, "<th", *parts)
    assert "<script" not in html.lower() and "http" not in re.sub(r'xmlns="[^"]*"', "", html), "a table that runs or fetches something"
    text = plain(data["text/plain"])
    for part in parts:
        assert re.sub(r"&lt;|&gt;|&amp;", "", part) in re.sub(r"[<>&]", "", text), f"{part!r} is not in the plain text:\n{text}"
    if rows is not None:
        number = f"{rows:,}".replace(",", "[,\u202f\u00a0 ]?")
        shape = re.compile(rf"\b{number}(?!\d).{{0,20}}?\b{columns}\b", re.S)
        for form in (re.sub(r"<[^>]*>", " ", html), text):
            assert shape.search(form), f"the shape {rows} × {columns} is not told:\n{form[-600:]}"
    return html


def column_of(html, text):
    """The cell's opening tag that holds this text."""
    found = re.search(rf"<t[dh][^>]*>\s*{re.escape(text)}\s*</t[dh]>", html)
    assert found, f"no cell holds {text!r}: {html[:800]}"
    return found.group()


RECORDS = "Array.from({ length: 1000 }, (_, i) => ({ name: `client-${i}-end`, age: 20.5 + i, gone: i % 2 === 0 }))"


@check("an array of records: a table with head, tail and shape")
def records(kernel):
    data = bundle(kernel, RECORDS)
    html = is_table(data, "name", "age", "gone", "client-0-end", "client-999-end", rows=1000, columns=3)
    assert "client-500-end" not in html, "all rows are shown"
    assert len(html) < 40_000, f"{len(html)} characters"
    # Numbers are aligned otherwise than words: by a class, a style or an attribute.
    style = html + column_of(html, "client-0-end") + column_of(html, "20.5")
    assert re.search(r"text-align|align=|class=", style), "nothing aligns the columns"


@check("a table escapes what it shows")
def escaped(kernel):
    data = bundle(kernel, "[{ '<b>key</b>': '<script>alert(1)</script>', other: 'a & b < c' }]")
    html = data["text/html"]
    holds(html, "&lt;script&gt;", "&lt;b&gt;key", "a &amp; b &lt; c")
    assert "<script>" not in html and "<b>key" not in html, html
    holds(data["text/plain"], "<script>alert(1)</script>")


@check("records of unequal keys, with null, undefined, dates and nested values")
def ragged(kernel):
    data = bundle(kernel, "[{ a: 1, b: null }, { a: undefined, c: new Date(0) }, { a: { deep: [1] }, b: NaN }]")
    is_table(data, "a", "b", "c", rows=3, columns=3)
    holds(data["text/html"], "1970-01-01", "NaN", "deep")


@check("an ml-matrix Matrix: a table with shape")
def matrix(kernel):
    ok(kernel.run('import { Matrix } from "ml-matrix";'))
    html = is_table(bundle(kernel, "new Matrix([[1.5, 2.25], [3, 4]])"), "1.5", "2.25", "3", "4", rows=2, columns=2)
    assert "to2DArray" not in html
    is_table(bundle(kernel, "Matrix.zeros(500, 400)"), rows=500, columns=400)
    html = bundle(kernel, "Matrix.zeros(500, 400)")["text/html"]
    assert html.count("<td") < 2000, f"{html.count('<td')} cells"


@check("a danfojs DataFrame and Series: tables with names, index, head, tail and shape")
def danfo(kernel):
    ok(kernel.run('import { DataFrame, Series } from "danfojs-node";'))
    code = "const frame = new DataFrame(Array.from({ length: 300 }, (_, i) => [i + 0.5, `row-${i}-end`]), { columns: ['Age', 'Name'] });\nframe"
    html = is_table(bundle(kernel, code), "Age", "Name", "0.5", "row-0-end", "row-299-end", rows=300, columns=2)
    assert "row-150-end" not in html
    html = is_table(bundle(kernel, "frame['Age']"), "0.5", "299.5")
    holds(html, "299")
    bundle(kernel, "new Series(['a<b', 'c'])")["text/html"].index("a&lt;b")
    ok(kernel.run("new DataFrame([[1, 2]], { columns: ['a', 'b'] }).loc({ rows: [0] })"))


@check("a plotly figure is a figure")
def figure(kernel):
    data = bundle(kernel, "({ data: [{ type: 'bar', x: ['a'], y: [3] }], layout: { title: { text: 'T' } } })")
    figure = data["application/vnd.plotly.v1+json"]
    same(figure["data"], [{"type": "bar", "x": ["a"], "y": [3]}], "traces")
    same(figure["layout"]["title"]["text"], "T", "title")
    assert data["text/plain"], "no text/plain"


@check("a figure of churnlab's charts is a figure, with its text")
def chart(kernel):
    code = 'import { importanceChart } from "churnlab";\nimportanceChart([{ feature: "Age", importance: 0.1 }], { title: "What matters", importanceLabel: "Loss" })'
    data = bundle(kernel, code)
    holds(str(data["application/vnd.plotly.v1+json"]), "What matters")


@check("objects that are like a figure but none, are shown as objects")
def no_figure(kernel):
    for code in ("({ data: 5, layout: 1 })", "({ data: [] })", "({ layout: {} })"):
        same(list(bundle(kernel, code)), ["text/plain"], f"types of {code}")


@check("Symbol.for('Jupyter.display') gives its own bundle, also later and nested types")
def own_display(kernel):
    code = "({ [Symbol.for('Jupyter.display')]() { return { 'text/plain': 'plain', 'text/html': '<i>own</i>', 'application/json': { a: 1 } }; } })"
    same(bundle(kernel, code), {"text/plain": "plain", "text/html": "<i>own</i>", "application/json": {"a": 1}}, "bundle")
    code = "class Own { async [Symbol.for('Jupyter.display')]() { return { 'text/html': '<i>async</i>' }; } }\nnew Own()"
    same(bundle(kernel, code)["text/html"], "<i>async</i>", "an asynchronous bundle")


@check("an object whose display throws is an error or falls back, and the kernel lives")
def broken_display(kernel):
    kernel.run("({ [Symbol.for('Jupyter.display')]() { throw new Error('cannot show'); } })")
    kernel.run("({ get data() { throw new Error('getter'); }, layout: {} })")
    kernel.run("[new Proxy({}, { get() { throw new Error('trap'); }, ownKeys() { throw new Error('trap'); } })]")
    holds(ok(kernel.run("6 * 7")).shown, "42")


@check("everything else is shown as Node inspects it")
def inspected(kernel):
    for code, part in (
        ("({ a: 1, b: [1, 2], c: 'x' })", "{ a: 1, b: [ 1, 2 ], c: 'x' }"),
        ("new Map([['k', new Set([1])]])", "Map(1) { 'k' => Set(1) { 1 } }"),
        ("'text'", "text"), ("[1.5, 2.5]", "[ 1.5, 2.5 ]"), ("new Float64Array([1, 2])", "Float64Array(2) [ 1, 2 ]"),
        ("Symbol('s')", "Symbol(s)"), ("10n", "10n"), ("/re/g", "/re/g"), ("[]", "[]"), ("() => 1", "[Function"),
        ("class Foo { a = 1 }\nnew Foo()", "Foo { a: 1 }"), ("Promise.resolve(7)", "7"), ("null", "null"),
    ):
        data = bundle(kernel, code)
        holds(plain(data["text/plain"]), part)
    circular = bundle(kernel, "const loop: Record<string, unknown> = {}; loop.self = loop;\nloop")
    holds(plain(circular["text/plain"]), "[Circular")


@check("a huge value is shown shortened")
def huge(kernel):
    answer = ok(kernel.run("Array.from({ length: 5_000_000 }, (_, i) => i)"))
    assert len(answer.result) < 20_000, f"{len(answer.result)} characters"


@check("a progress bar updates in place")
def progress(kernel):
    code = 'import { progress } from "churnlab/notebook";\nconst tick = progress("Work");\nfor (let i = 1; i <= 4; i++) { tick(i, 4); await new Promise((r) => setTimeout(r, 250)); }'
    answer = ok(kernel.run(code))
    shown, updates = answer.all("display_data"), answer.all("update_display_data")
    same(len(shown), 1, "displays")
    assert len(updates) >= 2, f"{len(updates)} updates"
    ids = {m.content["transient"]["display_id"] for m in shown + updates}
    same(len(ids), 1, "display ids")
    holds(updates[-1].content["data"]["text/plain"], "4 of 4 done")


@check("show() of churnlab/notebook sends whole bundles")
def show(kernel):
    answer = ok(kernel.run('import { show } from "churnlab/notebook";\nshow([{ a: 1, b: "x" }]);'))
    shown = answer.all("display_data")
    same(len(shown), 1, "displays")
    assert {"text/plain", "text/html"} <= set(shown[0].content["data"]), shown[0].content["data"].keys()


@check("tslab's own display works: html, images, text, javascript, raw")
def tslab_display(kernel):
    code = 'import { display } from "tslab";\ndisplay.html("<b>1</b>"); display.text("two"); display.png(new Uint8Array([137, 80])); display.raw("application/json", "{}");'
    found = [list(m.content["data"])[0] for m in ok(kernel.run(code)).all("display_data")]
    same(found, ["text/html", "text/plain", "image/png", "application/json"], "types")
