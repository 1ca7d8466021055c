//! The rules that only joining can see.

use crate::diagnostic::{Bilingual, Fixes, Rule, Severity};

/// VP0111: plans that build on each other in a circle.
pub static CIRCULAR: Rule = Rule {
    code: "VP0111",
    name: "circular-builds-on",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("planerna bygger på varandra i en cirkel", "the plans build on each other in a circle"),
    what: Bilingual::fixed(
        "Följer man `bygger_på` uppåt kommer man tillbaka till samma plan.",
        "Following `bygger_på` upwards leads back to the same plan.",
    ),
    why: Bilingual::fixed(
        "Det går inte att säga vilken plan som är den övre, och därmed inte var ett mål är beslutat.",
        "There is no telling which plan is the upper one, and so not where a goal is decided.",
    ),
    fixes: Fixes::NONE,
};

/// VP0301: `till` names no goal.
pub static UNKNOWN_PARENT: Rule = Rule {
    code: "VP0301",
    name: "unknown-parent-goal",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("`till` pekar på ett mål som inte finns", "`till` points at a goal that does not exist"),
    what: Bilingual::fixed(
        "Målet, eller uppdraget, säger sig tjäna ett mål ovanför som varken finns i planen eller i planerna ovanför.",
        "The goal, or the assignment, claims to serve a goal above that is neither in the plan nor in the plans above it.",
    ),
    why: Bilingual::fixed(
        "Målkedjan är bruten: målet hamnar sist, utan koppling till det som fullmäktige och nämnd har beslutat.",
        "The goal chain is broken: the goal comes last, without connection to what council and board have decided.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed(
            "ett mål med nästan samma id, eller det vars titel eller nr står där",
            "a goal with nearly the same id, or the one whose title or nr is there",
        )),
    },
};

/// VP0302: `till` names a goal that is not above.
pub static PARENT_NOT_ABOVE: Rule = Rule {
    code: "VP0302",
    name: "parent-goal-not-above",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "`till` pekar på ett mål som inte står ovanför",
        "`till` points at a goal that is not above",
    ),
    what: Bilingual::fixed(
        "`till` nämner ett mål på samma nivå i samma fil, eller på en lägre nivå.",
        "`till` names a goal of the same level in the same file, or of a lower level.",
    ),
    why: Bilingual::fixed(
        "Målkedjan går uppåt, från enhetens mål till fullmäktiges. Annars går det inte att se vad ett mål bidrar till.",
        "The goal chain goes upwards, from the unit's goals to the council's. Otherwise nobody sees what a goal contributes to.",
    ),
    fixes: Fixes::NONE,
};

/// VP0303: a number that several goals have.
pub static AMBIGUOUS_NUMBER: Rule = Rule {
    code: "VP0303",
    name: "ambiguous-goal-number",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("flera mål har numret", "the number is that of more than one goal"),
    what: Bilingual::fixed(
        "`till`, eller en uppföljning, nämner ett nummer som flera mål har.",
        "`till`, or a follow-up, names a number that several goals have.",
    ),
    why: Bilingual::fixed(
        "vp väljer aldrig tyst mellan två mål. Nivån framför numret, eller ett id, säger vilket som menas.",
        "vp never silently chooses between two goals. The level before the number, or an id, says which is meant.",
    ),
    fixes: Fixes::NONE,
};

/// VP0304: an id used twice.
pub static ID_USED_TWICE: Rule = Rule {
    code: "VP0304",
    name: "id-used-twice",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("samma id används två gånger", "the same id is used twice"),
    what: Bilingual::fixed(
        "Två mål, indikatorer eller aktiviteter i planen och planerna ovanför har samma skrivna id, eller två uppdrag i en plan.",
        "Two goals, indicators or activities in the plan and the plans above have the same written id, or two assignments of one plan.",
    ),
    why: Bilingual::fixed(
        "Rapporten nämner målen och indikatorerna med id. Ett id som betyder två saker gör den oläslig.",
        "The follow-up names goals and indicators by id. An id that means two things makes it unreadable.",
    ),
    fixes: Fixes::NONE,
};

/// VP0306: a reference that names nothing.
pub static NAMES_NOTHING: Rule = Rule {
    code: "VP0306",
    name: "reference-to-nothing",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("planen nämner något som inte finns", "the plan names something that does not exist"),
    what: Bilingual::fixed(
        "`omfattar`, `utelämna` eller `årsmål` nämner något som inte finns i planerna ovanför, eller `ersätter` något som inte finns i tidigare års planer. `ersätter` prövas bara när förra årets plan är inläst. I en uppföljning gäller en budgetändring en rad som resultaträkningen inte har. Ett uppdrag utan titel står inte i planerna ovanför.",
        "`omfattar`, `utelämna` or `årsmål` names something that is not in the plans above, or `ersätter` something that is not in earlier years' plans. `ersätter` is tried only where last year's plan is loaded. In a follow-up a change of the budget applies to a row that the income statement does not have. An assignment without a title is not in the plans above.",
    ),
    why: Bilingual::fixed(
        "Det som nämns når inte dokumentet: ett årsmål som inte trycks, ett mål som inte visas.",
        "What is named does not reach the document: a target that is not printed, a goal that is not shown.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("ett id som är nästan likadant", "an id that is nearly the same")),
    },
};

/// VP0504: a follow-up reports something that its plan does not have.
pub static NOT_IN_PLAN: Rule = Rule {
    code: "VP0504",
    name: "reported-but-not-planned",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "rapporten nämner något som inte finns i planen",
        "the follow-up names something that is not in the plan",
    ),
    what: Bilingual::fixed(
        "Ett mål, en indikator, en aktivitet eller ett uppdrag i rapporten finns inte i planen som följs upp, eller visas inte i den.",
        "A goal, an indicator, an activity or an assignment of the follow-up is not in the plan that is followed up, or not shown in it.",
    ),
    why: Bilingual::fixed(
        "Oftast är id:t felskrivet, och då saknas utfallet där det skulle stå. Det som rapporteras trycks sist, under en egen rubrik, så att inget går förlorat.",
        "Mostly the id is misspelt, and then the outcome is missing where it belongs. What is reported is printed last, under a heading of its own, so that nothing is lost.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("ett id som är nästan likadant", "an id that is nearly the same")),
    },
};

/// VP0512: one thing reported in two places.
pub static REPORTED_TWICE: Rule = Rule {
    code: "VP0512",
    name: "reported-twice",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed("samma sak rapporteras två gånger", "the same thing is reported twice"),
    what: Bilingual::fixed(
        "Ett mål, en indikator, en aktivitet, ett uppdrag eller resultaträkningen rapporteras på två ställen för samma tillfälle, i en fil eller i två som tillsammans är en rapport.",
        "A goal, an indicator, an activity, an assignment or the income statement is reported in two places for one occasion, in one file or in two that together are one report.",
    ),
    why: Bilingual::fixed(
        "vp väljer aldrig tyst mellan två uppgifter. Den som leder rapporten trycks; den andra måste strykas eller skrivas ihop med den.",
        "vp never silently chooses between two statements. The one that leads the report is printed; the other must be removed or joined with it.",
    ),
    fixes: Fixes::NONE,
};

/// VP0114: a document that is there already.
pub static ALREADY_THERE: Rule = Rule {
    code: "VP0114",
    name: "document-already-there",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "dokumentet finns redan i en annan fil",
        "the document is there already, in another file",
    ),
    what: Bilingual::fixed(
        "Två filer är planer för samma organisation och år, rapporter om samma plan för samma tillfälle, eller bidrag med samma rubriker från samma organisation och år. Den vars namn ser ut som en kopias, `plan - Kopia.yaml` eller `plan (1).yaml`, är den andra. Planer med var sin titel på försättsbladet är två.",
        "Two files are plans of the same organisation and year, reports on the same plan for the same occasion, or contributions with the same headings from the same organisation and year. The one whose name looks like that of a copy, `plan - Kopia.yaml` or `plan (1).yaml`, is the second. Plans with a title each on the cover are not the same.",
    ),
    why: Bilingual::fixed(
        "Båda blir sidor, och nästa gång skriver någon i fel fil. Nästa år jämförs med den första av dem.",
        "Both become pages, and next time somebody writes in the wrong file. Next year is compared with the first of them.",
    ),
    fixes: Fixes::NONE,
};
