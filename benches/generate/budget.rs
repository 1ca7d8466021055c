//! Budget tables in millions that add up and agree with those of the year before.

use super::random::Random;
use super::words::BUDGET_ROWS;
use super::yaml::Yaml;

/// Amounts in tenths of a million.
#[derive(Clone, Copy, Default)]
struct Amounts {
    costs: i64,
    income: i64,
    /// Of the net since the year before.
    change: i64,
}

impl Amounts {
    fn plus(self, other: Amounts) -> Amounts {
        Amounts {
            costs: self.costs + other.costs,
            income: self.income + other.income,
            change: self.change + other.change,
        }
    }

    fn written(self) -> String {
        let [costs, income, net, change] =
            [self.costs, self.income, self.costs - self.income, self.change].map(in_millions);
        format!("kostnader: {costs}, intäkter: {income}, netto: {net}, förändring: {change}")
    }
}

/// The unit, the rows and the written total.
pub fn write(yaml: &mut Yaml, key: &str, first: u16, year: u16) {
    let rows = rows(key, first, year);
    yaml.value("belopp_i", "mnkr");
    yaml.section("rader", |yaml| {
        for (name, amounts) in &rows {
            yaml.flow_item(&format!("namn: {name}, {}", amounts.written()));
        }
    });
    let total = rows.iter().fold(Amounts::default(), |sum, (_, amounts)| sum.plus(*amounts));
    yaml.value("totalt", format!("{{{}}}", total.written()));
}

/// The rows of the first year with all that has changed since.
fn rows(key: &str, first: u16, year: u16) -> Vec<(&'static str, Amounts)> {
    let mut random = Random::named(&format!("{key}/budget"));
    let count = random.index(4) + 5;
    let mut rows: Vec<_> = random
        .sample(BUDGET_ROWS, count)
        .into_iter()
        .map(|name| {
            let income = if random.percent(70) { random.between(0, 4) } else { random.between(5, 30) };
            let costs = income + random.between(5, 400);
            (name, Amounts { costs, income, change: random.between(-9, 9) })
        })
        .collect();
    for _ in first..year {
        for (_, amounts) in &mut rows {
            // Costs never fall below the income.
            amounts.change = random.between(-9, 14).max(amounts.income - amounts.costs);
            amounts.costs += amounts.change;
        }
    }
    rows
}

fn in_millions(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// The income statement, in thousands, whose budget is that of the plan. Within the year it has a forecast.
pub fn income_statement(yaml: &mut Yaml, key: &str, first: u16, year: u16, is_last: bool) {
    let rows = rows(key, first, year);
    let sides = [
        ("intäkter", rows.iter().map(|(_, amounts)| amounts.income).sum::<i64>() * 100, INCOME, 1),
        ("kostnader", rows.iter().map(|(_, amounts)| amounts.costs).sum::<i64>() * 100, COSTS, -1),
    ];
    yaml.value("belopp_i", "tkr");
    for (side, budget, names, sign) in sides {
        let mut random = Random::named(&format!("{key}/{side}/{year}/{is_last}"));
        let mut left = budget;
        yaml.section(side, |yaml| {
            for (number, name) in names.iter().enumerate() {
                let budget = if number + 1 == names.len() { left } else { left * random.between(10, 50) / 100 };
                left -= budget;
                let reached = budget * random.between(90, 112) / 100;
                let deviation = (reached - budget) * sign;
                yaml.flow_item(&match is_last {
                    true => format!("namn: {name}, utfall: {reached}, budget: {budget}, avvikelse: {deviation}"),
                    false => {
                        let outcome = reached * 2 / 3;
                        format!(
                            "namn: {name}, utfall: {outcome}, budget: {budget}, prognos: {reached}, avvikelse: {deviation}"
                        )
                    }
                });
            }
        });
    }
}

const INCOME: &[&str] = &["Taxor och avgifter", "Hyresintäkter", "Bidrag", "Övriga externa intäkter"];
const COSTS: &[&str] = &["Personalkostnader", "Lokalkostnader", "Köp av verksamhet", "Övriga kostnader"];
