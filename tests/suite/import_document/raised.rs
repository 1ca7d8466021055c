//! Digits that are raised – the sign of a note, a power – are no digits of the figure that they stand beside.

use super::{import, opendocument, word};
use crate::workspace::Workspace;

const ODT: &str = "<style:style style:name=\"R\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";

/// The document in a format; the target's note and the power are as that format raises them.
fn document(format: &str) -> Vec<u8> {
    let (title, goal) = ("Verksamhetsplan 2025 för Norra enheten", "Enhetsmål: Alla får svar");
    let heads = ["Indikator", "Årsmål", "Periodicitet"];
    match format {
        "docx" => {
            let run = |words: &str, look: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>");
            let up = "<w:vertAlign w:val=\"superscript\"/>";
            let raised = |before: &str, sign: &str, after: &str| {
                format!("<w:p>{}{}{}</w:p>", run(before, ""), run(sign, up), run(after, ""))
            };
            let target = format!("<w:tc>{}</w:tc>", raised("90", "1", " %"));
            let rows = [
                heads.map(|head| word::cell(head, "")).concat(),
                [word::cell("Svar i tid", ""), target, word::cell("År", "")].concat(),
            ];
            let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
            word::document(
                &[
                    word::paragraph("", title),
                    word::paragraph("Rubrik1", "Inledning"),
                    raised("Vi har 40 m", "2", " att vara på."),
                    word::paragraph("Rubrik1", goal),
                    format!("<w:tbl>{rows}</w:tbl>"),
                ]
                .concat(),
            )
        }
        "odt" => {
            let up = |sign: &str| format!("<text:span text:style-name=\"R\">{sign}</text:span>");
            let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
            let rows = [
                heads.map(cell).concat(),
                [cell("Svar i tid"), cell(&format!("90{} %", up("1"))), cell("År")].concat(),
            ];
            let rows = rows.map(|row| format!("<table:table-row>{row}</table:table-row>")).concat();
            let body = format!(
                "{ODT}<text:p text:style-name=\"Title\">{title}</text:p><text:h text:outline-level=\"1\">Inledning</text:h>\
                 <text:p>Vi har 40 m{} att vara på.</text:p><text:h text:outline-level=\"1\">{goal}</text:h><table:table>{rows}</table:table>",
                up("2")
            );
            opendocument::document(&body, "", 0, "")
        }
        "html" => format!(
            "<h1>{title}</h1><h2>Inledning</h2><p>Vi har 40 m<sup>2</sup> att vara på.</p><h2>{goal}</h2><table><tr><th>{}</tr>\
             <tr><td>Svar i tid<td>90<sup>1</sup> %<td>År</tr></table>",
            heads.join("<th>")
        )
        .into_bytes(),
        _ => format!(
            "# {title}\n\n## Inledning\n\nVi har 40 m² att vara på.\n\n## {goal}\n\n| {} |\n| --- | --- | --- |\n| Svar i tid | 90<sup>1</sup> % | År |\n",
            heads.join(" | ")
        )
        .into_bytes(),
    }
}

#[test]
fn a_raised_digit_makes_no_other_figure() {
    for format in ["docx", "odt", "html", "md"] {
        let name = format!("plan.{format}");
        let workspace = Workspace::new().file(&name, document(format));
        let ran = import(&workspace, &[&name, "-o", "ut"]);
        assert!(ran.code < 2, "{format}: {}", ran.err);
        let plan = workspace.read("ut/plan.yaml");
        assert!(plan.contains("          årsmål: 90¹ %\n"), "{format}: {plan}");
        assert!(plan.contains("  Vi har 40 m² att vara på.\n"), "{format}: {plan}");
        let found = workspace.run(&["check", "ut"]).out;
        assert!(found.contains("¹ (U+00B9) is not read as a digit") && !found.contains("901"), "{format}: {found}");
    }
}
