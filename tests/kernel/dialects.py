"""What the kernels spell differently. Everything else in the checks is plain TypeScript that all of them run."""

from checks import Skip

TSLAB = {
    "html": 'import { display } from "tslab";\ndisplay.html("<b>bold</b>");',
    "exit": "process.exit(3);",
}
CHURNLAB = {
    **TSLAB,
    "input": 'const name = await input("Your name? ");\nconsole.log("hello", name);',
}
DENO = {
    "html": 'await Deno.jupyter.broadcast("display_data",\n{ data: { "text/html": "<b>bold</b>" }, metadata: {} });',
    "exit": "Deno.exit(3);",
    "input": 'const name = prompt("Your name?");\nconsole.log("hello", name);',
}


def dialect(kernel, key):
    """The code for `key` in the kernel's dialect. @raises Skip where the kernel has no way to do it"""
    implementation = kernel.info["implementation"].lower()
    # What stock tslab says of itself is fixed in its source.
    is_stock = implementation == "tslab" and kernel.info["language_info"]["version"] == "3.7.2"
    table = DENO if "deno" in implementation else TSLAB if is_stock else CHURNLAB
    if key not in table:
        raise Skip(f"{kernel.name} has no {key}")
    return table[key]
