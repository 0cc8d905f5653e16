//! Short forms (`Chỉ thị 38`), pointing words (`Quyết định nêu trên`) and aliases (`sau đây gọi tắt là …`), bound to the
//! one earlier citation they fit; else left without a number.

use super::{Own, Passage, head, roles, sentences};
use crate::model::{Citation, CitationKind, CitationRole, DocNumber, Scope, Strength};
use crate::parse::flow::Flow;
use crate::parse::grammar;
use crate::tables::Tables;
use crate::text::{Span, words::Word};

/// Adds the short forms of the passages to `found`, at the end, so that parents keep their indexes.
pub(super) fn resolve(flow: &Flow, passages: &[Passage], own: &Own<'_>, found: &mut Vec<Citation>, tables: &Tables) {
    let full = found.len();
    let own_type =
        own.number.map(|number| head::type_of_symbol(number, tables).unwrap_or_else(|| "cong_van".to_owned()));
    let aliases = aliases(flow, found, own_type.as_deref(), tables);
    for passage in passages {
        let all = flow.words(passage.span);
        for at in 0..all.len() {
            if !all[at].is_capital {
                continue;
            }
            let Some(form) = form_at(flow, &all[at..], own_type.as_deref(), &aliases, tables) else { continue };
            if found[..full].iter().any(|citation| citation.span.overlaps(form.span)) {
                continue;
            }
            let antecedent = match form.alias {
                Some(index) => Some(&found[index]),
                None => antecedent(&found[..full], form.slug, form.ordinal.as_deref(), form.span),
            };
            if form.needs_antecedent && antecedent.is_none() || is_dated_otherwise(flow, &form, antecedent) {
                continue;
            }
            let sentence =
                sentences::sentences(flow, passage.span).into_iter().find(|sentence| sentence.contains(form.span));
            let mut citation = bound(&form, sentence.unwrap_or(passage.span), antecedent);
            roles::by_verb(flow, &mut citation, tables);
            found.push(citation);
        }
    }
}

/// A date of its own makes a short number another document than the one before: `Văn bản số 02 ngày …`.
fn is_dated_otherwise(flow: &Flow, form: &Form<'_>, antecedent: Option<&Citation>) -> bool {
    let own = grammar::citation_date(flow, form.span.end()).and_then(|found| found.date);
    form.ordinal.is_some() && own.is_some() && own != antecedent.and_then(|citation| citation.date)
}

/// A short form as printed.
struct Form<'t> {
    slug: &'t str,
    kind: CitationKind,
    span: Span,
    ordinal: Option<String>,
    /// Index of the citation that an alias was given to.
    alias: Option<usize>,
    /// Without an antecedent it names no document, or the document itself.
    needs_antecedent: bool,
}

/// The short form that starts `all`.
fn form_at<'t>(
    flow: &Flow,
    all: &[Word],
    own_type: Option<&str>,
    aliases: &[Alias<'t>],
    tables: &'t Tables,
) -> Option<Form<'t>> {
    let start = all[0].span.start();
    if let Some(alias) = aliases.iter().find(|alias| alias.starts(flow, all)) {
        let span = Span::new(start, all[alias.keys.len() - 1].span.end());
        let kind = CitationKind::Anaphora;
        return Some(Form {
            slug: alias.slug,
            kind,
            span,
            ordinal: None,
            alias: Some(alias.of),
            needs_antecedent: true,
        });
    }
    let (slug, count) = tables.doc_kinds.at_start(all)?;
    let rest = &all[count..];
    let skip = usize::from(rest.first().is_some_and(|word| word.key == "số"));
    if let Some(next) = rest.get(skip).filter(|next| is_short_number(flow, next)) {
        let ordinal = Some(next.key.trim_start_matches('0').to_owned());
        let span = Span::new(start, next.span.end());
        return Some(Form { slug, kind: CitationKind::Short, span, ordinal, alias: None, needs_antecedent: true });
    }
    let (pointing, needs_antecedent) = pointing(flow, rest, own_type.is_some_and(|own| own != slug))?;
    let span = Span::new(start, rest[pointing - 1].span.end());
    Some(Form { slug, kind: CitationKind::Anaphora, span, ordinal: None, alias: None, needs_antecedent })
}

/// One to four digits with no slash, dash or unit behind: `Chỉ thị 38`.
fn is_short_number(flow: &Flow, word: &Word) -> bool {
    let is_number = (1..=4).contains(&word.key.len()) && word.key.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !flow[word.span.end()..].trim_start().starts_with(['/', '-', '.', '%'])
}

/// How many words point back: *nêu trên*, *nói trên*; *trên* before a stop; *này* where it cannot mean the document
/// itself. The second is true where the words may point elsewhere.
fn pointing(flow: &Flow, rest: &[Word], is_other_type: bool) -> Option<(usize, bool)> {
    let first = rest.first()?;
    let second = rest.get(1).map(|word| word.key.as_str());
    let stops = flow[first.span.end()..].starts_with(['.', ',', ';', ')']);
    match first.key.as_str() {
        "nêu" | "nói" if second == Some("trên") => Some((2, false)),
        "trên" if stops => Some((1, true)),
        "này" if is_other_type => Some((1, true)),
        _ => None,
    }
}

/// A name that the text gives to a citation: `(sau đây gọi tắt là Chỉ thị)`.
struct Alias<'t> {
    keys: Vec<String>,
    slug: &'t str,
    /// Index of the citation.
    of: usize,
    /// Where the name was given.
    given: usize,
}

impl Alias<'_> {
    /// The name starts `all`, behind the place where it was given, and no number or pointing word follows.
    fn starts(&self, flow: &Flow, all: &[Word]) -> bool {
        let is_name = all.len() >= self.keys.len()
            && all.iter().map(|word| word.key.as_str()).zip(&self.keys).all(|(word, key)| word == key);
        let next = all.get(self.keys.len());
        let goes_on = next.is_some_and(|word| {
            let touches = flow[all[self.keys.len() - 1].span.end()..word.span.start()].chars().all(char::is_whitespace);
            let is_number = word.key.starts_with(|letter: char| letter.is_ascii_digit());
            touches && (is_number || matches!(word.key.as_str(), "số" | "này" | "nêu" | "nói"))
        });
        is_name && !goes_on && all[0].span.start() > self.given
    }
}

/// The aliases that the text gives to its citations. A name of the document's own type alone may mean itself.
fn aliases<'t>(flow: &Flow, found: &[Citation], own_type: Option<&str>, tables: &'t Tables) -> Vec<Alias<'t>> {
    const FORMULAS: [&str; 4] = ["sau đây gọi tắt là", "sau đây gọi là", "sau đây viết tắt là", "sau đây gọi chung là"];
    let alias_of = |(of, citation): (usize, &Citation)| {
        let next = found.get(of + 1).filter(|next| next.span.start() >= citation.span.end());
        let end = next.map_or(citation.sentence.end(), |next| next.span.start().min(citation.sentence.end()));
        let behind = flow.get(citation.span.end()..end)?;
        let (at, formula) = FORMULAS.iter().find_map(|formula| Some((behind.find(formula)?, formula)))?;
        let start = citation.span.end() + at + formula.len();
        let close = start + flow[start..].find(')')?;
        let name = flow.words(Span::new(start, close));
        let (slug, count) = tables.doc_kinds.at_start(name)?;
        let title = flow.words(Span::new(citation.span.end(), citation.span.end() + at));
        let names_other = (0..title.len()).any(|at| {
            let is_same = tables.doc_kinds.at_start(&title[at..]).is_some_and(|(kind, _)| kind == slug);
            is_same && title[at].is_capital
        });
        let is_own = count == name.len() && own_type.is_none_or(|own| own == slug);
        let fits = citation.doc_type.as_deref() == Some(slug) && !names_other && !is_own && name.len() <= 8;
        let has_number = name.iter().any(|word| word.key.starts_with(|letter: char| letter.is_ascii_digit()));
        (fits && !has_number && citation.parent.is_none()).then(|| Alias {
            keys: name.iter().map(|word| word.key.to_string()).collect(),
            slug,
            of,
            given: close,
        })
    };
    found.iter().enumerate().filter_map(alias_of).collect()
}

/// The one earlier number that fits; `None` when none or several do.
fn antecedent<'c>(found: &'c [Citation], slug: &str, ordinal: Option<&str>, span: Span) -> Option<&'c Citation> {
    let fits = |citation: &&Citation| {
        let number = citation.number.as_ref();
        citation.span.end() <= span.start()
            && citation.doc_type.as_deref() == Some(slug)
            && ordinal.is_none_or(|ordinal| {
                number.and_then(|number| number.ordinal()).is_some_and(|own| own.trim_start_matches('0') == ordinal)
            })
    };
    let mut fitting = found.iter().filter(fits);
    let first = fitting.next()?;
    let same =
        |other: &Citation| other.number.as_ref().map(DocNumber::key) == first.number.as_ref().map(DocNumber::key);
    fitting.all(same).then_some(first)
}

fn bound(form: &Form<'_>, sentence: Span, antecedent: Option<&Citation>) -> Citation {
    Citation {
        kind: form.kind,
        span: form.span,
        sentence,
        doc_type: Some(form.slug.to_owned()),
        number: antecedent.and_then(|citation| citation.number.clone()),
        date: antecedent.and_then(|citation| citation.date),
        issuer: None,
        issuer_entity: antecedent.and_then(|citation| citation.issuer_entity.clone()),
        role: CitationRole::Mentions,
        role_detail: None,
        strength: Strength::Weak,
        scope: Scope::Provision,
        parent: None,
        pinpoint: None,
        title: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PassagePlace, find};
    use super::*;
    use crate::text::Span;

    /// The numbers of the short forms of `text`, `-` where one is left unresolved; the document is a letter.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let passage = Passage { span: Span::new(0, text.len()), place: PassagePlace::Body };
        let own = DocNumber::new(Some("5"), '/', None, "UBND-NC").unwrap();
        let own = Own { number: Some(&own), issuer: None };
        let found = find(&Flow::new(text.to_owned()), &[passage], &own, Tables::built_in());
        let short = found.iter().filter(|citation| citation.kind != CitationKind::Full);
        let told: Vec<String> =
            short.map(|citation| citation.number.as_ref().map_or("-".to_owned(), ToString::to_string)).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn short_forms_take_the_only_number_that_fits() {
        check("Chỉ thị số 38-CT/TW nêu. Theo Chỉ thị số 38 thì", &["38-CT/TW"]);
        check("Quyết định số 7/QĐ-TTg. Quyết định nêu trên", &["7/QĐ-TTg"]);
        check("Quyết định số 7/QĐ-TTg và số 8/QĐ-TTg. Quyết định nêu trên", &["-"]);
        check("Quyết định số 7/QĐ-TTg. Quyết định này nêu rõ", &["7/QĐ-TTg"]);
        check("Công văn số 7/BNV-CC. Công văn này thay cho", &[]);
        check("Quyết định số 7/QĐ-TTg. Quyết định số 7 ngày 01/02/2020", &[]);
    }

    #[test]
    fn an_alias_stands_for_the_citation_it_was_given_to() {
        check("Chỉ thị số 38-CT/TW về hội (sau đây gọi tắt là Chỉ thị). Thực hiện Chỉ thị, các sở", &["38-CT/TW"]);
        check("Quyết định số 7/QĐ-TTg về Quyết định mẫu (sau đây gọi tắt là Quyết định). Theo Quyết định,", &[]);
    }
}
