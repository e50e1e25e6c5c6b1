"""TypeScript as people expect it in a cell."""

import shutil
import tempfile
from pathlib import Path

from checks import collector, failed, holds, ok, same

check, CHECKS = collector("typescript")


def refuses(kernel, code, *parts):
    holds(failed(kernel.run(code)).traceback, *parts)


@check("strict is on")
def strict(kernel):
    refuses(kernel, "function f(x) { return x; }", "implicitly has an 'any' type")
    refuses(kernel, "const n: number = null;", "Type 'null' is not assignable")
    refuses(kernel, "const found = [1, 2].find((x) => x > 1);\nfound.toFixed();", "possibly 'undefined'")
    refuses(kernel, "try { JSON.parse('{'); } catch (error) { console.log(error.message); }", "'error' is of type 'unknown'")


@check("types go from cell to cell")
def across_cells(kernel):
    ok(kernel.run("interface Client { readonly age: number }\nconst clients: Client[] = [{ age: 41 }];"))
    holds(ok(kernel.run("clients.map((client) => client.age + 1)")).shown, "42")
    refuses(kernel, "const name: string = clients[0].age;", "Type 'number' is not assignable to type 'string'")
    refuses(kernel, "clients[0].age = 1;", "read-only")
    ok(kernel.run("const clients = 'now a string';"))
    holds(ok(kernel.run("clients.toUpperCase()")).shown, "NOW A STRING")


@check("a package of ES modules only imports, with its types")
def esm_only(kernel):
    code = 'import { kmeans } from "ml-kmeans";\nconst found = kmeans([[0], [0.1], [9], [9.1]], 2, { seed: 1 });\nfound.clusters.length'
    holds(ok(kernel.run(code)).shown, "4")
    refuses(kernel, "const wrong: string = found.clusters;", "not assignable to type 'string'")
    refuses(kernel, 'import { noSuchName } from "ml-kmeans";\nnoSuchName;', "no exported member")


@check("packages of both kinds, their defaults and Node's modules import, with their types")
def other_imports(kernel):
    ok(kernel.run('import { Matrix } from "ml-matrix";\nimport { readFileSync } from "node:fs";\nimport path from "node:path";\nimport * as os from "os";'))
    holds(ok(kernel.run("[new Matrix([[1, 2]]).columns, typeof readFileSync, path.posix.join('a', 'b'), typeof os.cpus]")).shown,
          "2", "function", "a/b")
    refuses(kernel, "const t: string = new Matrix([[1]]).rows;", "not assignable to type 'string'")
    refuses(kernel, 'import "no-such-package-at-all";', "no-such-package-at-all")


@check("churnlab imports, with its types")
def churnlab(kernel):
    ok(kernel.run('import { Random } from "churnlab";\nconst random = new Random(42);'))
    holds(ok(kernel.run("random.uint32()")).shown, "2837322924")
    refuses(kernel, "const t: string = random.uint32();", "not assignable to type 'string'")


@check('sources import by "../src", and edits are picked up when the cell runs again')
def edits(kernel):
    Path("../.cache").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="edit-", dir="../.cache"))
    try:
        (folder / "src").mkdir()
        (folder / "src" / "index.ts").write_text('export { answer } from "./answer";\n')

        def write(text):
            (folder / "src" / "answer.ts").write_text(text)

        write("export const answer = (): number => 41;\n")
        code = f'import {{ answer }} from "../.cache/{folder.name}/src";\nanswer()'
        holds(ok(kernel.run(code)).shown, "41")
        write("export const answer = (): number => 42;\n")
        holds(ok(kernel.run(code)).shown, "42")
        write("export const answer = (word: string): string => `${word} 43`;\n")
        refuses(kernel, code, "Expected 1 argument")
        holds(ok(kernel.run(code.replace("answer()", "answer('now')"))).shown, "now 43")
        write("export const answer: number = 'broken';\n")
        refuses(kernel, code.replace("answer()", "answer"), "answer.ts", "Type 'string' is not assignable to type 'number'")
        write("export const answer = (): number => {\n  throw new Error('from a source');\n};\n")
        refuses(kernel, code, "from a source", "answer.ts", "2:9")
        write("export const answer = (): number => 44;\n")
        holds(ok(kernel.run(code)).shown, "44")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@check("the project's own sources import")
def own_sources(kernel):
    code = 'import { Random } from "../src/core";\nnew Random(42).uint32()'
    holds(ok(kernel.run(code)).shown, "2837322924")


@check("top-level await, for await, export and modern syntax")
def syntax(kernel):
    for code, part in (
        ("const a = await Promise.resolve(40);\na + 2", "42"),
        ("async function* count() { yield 1; yield 2; }\nlet sum = 0;\nfor await (const n of count()) sum += n;\nsum", "3"),
        ("const [one, { two = 2, ...rest }] = [1, { three: 3 } as { two?: number; three: number }];\n[one, two, rest.three].join()", "1,2,3"),
        ("enum Colour { Red, Green }\nColour[1]", "Green"),
        ("class Box { #n = 1; static made = 2; get n() { return this.#n; } accessor = 3; }\n[new Box().n, Box.made].join()", "1,2"),
        ("const o: { a?: { b?: number } } = {};\n(o.a?.b ?? 'none') satisfies number | string", "none"),
        ("[3, 1, 2].toSorted?.().join() ?? 'old'", "1,2,3"),
        ("label: for (const x of [1]) { for (;;) break label; }\n10n ** 20n", "100000000000000000000n"),
        ("if (true) { var hoisted = await Promise.resolve('hoisted'); }\nhoisted", "hoisted"),
    ):
        holds(ok(kernel.run(code)).shown, part)


@check("an export in a cell is harmless, and its name is there in the next cell")
def exports(kernel):
    ok(kernel.run("export const shared = 1;\nexport function twice(x: number) { return 2 * x; }\nexport interface Kind { a: number }\nexport type T = Kind['a'];"))
    holds(ok(kernel.run("const k: Kind = { a: twice(shared) };\nk.a")).shown, "2")
    ok(kernel.run("const plain = 3;\nexport { plain };\nexport default plain;"))
    holds(ok(kernel.run("plain")).shown, "3")
    ok(kernel.run("export class Exported { value = 4 }\nexport enum Level { Low }\nexport {};"))
    holds(ok(kernel.run("new Exported().value + Level.Low")).shown, "4")


@check("functions of a cell see what later cells assign; let changes are seen everywhere")
def closures(kernel):
    ok(kernel.run("let counter = 1;\nfunction bump() { counter++; return counter; }"))
    holds(ok(kernel.run("bump(); counter")).shown, "2")
    ok(kernel.run("counter = 10;"))
    holds(ok(kernel.run("bump()")).shown, "11")


@check("a cell that fails half-way keeps what it did before")
def half_way(kernel):
    ok(kernel.run("let progressMade = 0;"))
    failed(kernel.run("progressMade = 5;\nconst madeBefore = 7;\nthrow new Error('half-way');"))
    holds(ok(kernel.run("progressMade")).shown, "5")


@check("completion and inspection show churnlab's documentation")
def documentation(kernel):
    ok(kernel.run('import { rocAucScore } from "churnlab";\nimport * as churnlab from "churnlab";'))
    code = "rocAucScore(y, p)"
    found = kernel.ask("inspect_request", {"code": code, "cursor_pos": 4, "detail_level": 0}).content
    assert found["found"], "nothing found"
    holds(found["data"]["text/plain"], "rocAucScore", "@returns", "ROC")
    code = "churnlab.rocAuc"
    matches = kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)}).content["matches"]
    assert "rocAucScore" in matches, matches[:20]
    code = 'import { rocAuc } from "churnlab";'
    found = kernel.ask("complete_request", {"code": code, "cursor_pos": len("import { rocAuc")}).content["matches"]
    assert "rocAucScore" in found, found[:20]
