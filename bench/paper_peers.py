"""Sets the texts of the summary with another engine, in a Python that has it and nothing of the program."""

import html
import json
import sys
import time
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
FAMILIES = {
    "Noto Sans": "noto-sans/NotoSans",
    "Noto Sans Arabic": "noto-sans-arabic/NotoSansArabic",
    "Noto Sans Ethiopic": "noto-sans-ethiopic/NotoSansEthiopic",
    "Noto Sans Symbols 2": "noto-sans-symbols/NotoSansSymbols2",
}
RIGHT_TO_LEFT = {"ar", "fa", "prs", "ps", "ckb"}
STYLE = """@page { size: A4; margin: 25mm 18mm 20mm } body { font: 10.5pt/1.4 FAMILIES }
table { border-collapse: collapse }
td { vertical-align: top; padding: 6pt; width: 50%; border-bottom: 0.6pt solid #BFD2D5 }
td + td { font-size: 12pt; line-height: 1.45 } p { margin: 0 0 3pt }
h1, h2 { color: #0C6170; font-size: 1.12em; margin: 0 }"""


def weasyprint():
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f"@font-face {{ font-family: '{name}'; font-weight: {weight}; src: url('{path.as_uri()}') }}"
        for name, stem in FAMILIES.items()
        for weight, path in ((400, FONTS / f"{stem}-Regular.ttf"), (700, FONTS / f"{stem}-Bold.ttf"))
        if path.is_file()
    )
    style = faces + STYLE.replace("FAMILIES", ", ".join(f"'{name}'" for name in FAMILIES))
    fonts = FontConfiguration()
    sheet_style = CSS(string=style, font_config=fonts)  # read once, as an office would

    def render(sheet):
        rows = "".join(
            f"<tr><td>{cell_html(german)}</td><td {side(sheet)}>{cell_html(other)}</td></tr>"
            for german, other in sheet["rows"]
        )
        heads = "".join(f"<td><h1>{html.escape(title)}</h1></td>" for title in sheet["titles"])
        title = html.escape(sheet["titles"][0])
        page = f"<html lang=de><title>{title}</title><table><tr>{heads}</tr>{rows}</table>"
        return HTML(string=page).write_pdf(
            stylesheets=[sheet_style], pdf_variant="pdf/ua-1", font_config=fonts
        )

    return render


def side(sheet):
    language = sheet["language"]
    return f"lang={language} dir={'rtl' if language in RIGHT_TO_LEFT else 'ltr'}"


def cell_html(blocks):
    tags = {"heading": "h2", "text": "p"}
    told = []
    for kind, text in blocks:
        if kind == "list":
            told.append("<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in text) + "</ul>")
        else:
            told.append(f"<{tags[kind]}>{html.escape(text)}</{tags[kind]}>")
    return "".join(told)


def typst():
    import typst as engine

    families = ", ".join(json.dumps(name) for name in FAMILIES)
    compiler = engine.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)

    def render(sheet):
        language = sheet["language"]
        way = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        look = f'#set text(font: ({families}), lang: "{language[:2]}", dir: {way}, size: 12pt)'
        cells = [f"[{cell_typst(german)}], [{look}\n{cell_typst(other)}]" for german, other in sheet["rows"]]
        head = f'#set document(title: {literal(sheet["titles"][0])})\n#set page(paper: "a4", margin: 18mm)\n'
        head += f'#set text(font: ({families}), lang: "de", size: 10.5pt)\n'
        head += "".join(f"= #{literal(title)}\n" for title in sheet["titles"][:1])
        page = head + f"#table(columns: (1fr, 1fr), stroke: none, {', '.join(cells)})"
        return compiler.compile(page.encode(), format="pdf", pdf_standards=["ua-1"])

    return render


def cell_typst(blocks):
    told = []
    for kind, text in blocks:
        if kind == "list":
            told.append("\n".join(f"- #{literal(item)}" for item in text))
        else:
            told.append(f"#strong[#{literal(text)}]" if kind == "heading" else f"#{literal(text)}")
    return "\n\n".join(told)


def literal(text):
    return json.dumps(text, ensure_ascii=False)


def main(name, texts):
    asked = json.loads(Path(texts).read_text("utf-8"))
    render = {"weasyprint": weasyprint, "typst": typst}[name]()
    render(asked["warm"][0])
    warm, busy = [], []
    for sheet in asked["warm"]:
        begun, idle = time.perf_counter(), time.process_time()
        render(sheet)
        warm.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.process_time() - idle))
    begun = time.perf_counter()
    size = sum(len(render(sheet)) for sheet in asked["batch"])
    spent = time.perf_counter() - begun
    print(json.dumps({"warm": warm, "busy": busy, "batch": spent, "size": size / len(asked["batch"])}))


if __name__ == "__main__":
    main(*sys.argv[1:])
