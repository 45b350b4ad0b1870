//! A letter to somebody else: its greeting names another client, or it speaks of a posting that is not this one.
//!
//! Only where the page says what to compare with. A person's name is compared with a person's, a company's with a
//! company's; nicknames, initials, teams, titles and any name that the job's own text holds are left alone.

use std::ops::Range;

use super::{Letter, holds};
use crate::model::Value;
use crate::text::normal::plain_words;

/// What belongs to another job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A name.
    Name,
    /// The posting.
    Job,
}

/// What was found, beside what the page says.
pub struct Found<'a> {
    /// Bytes of the letter.
    pub at: Range<usize>,
    /// What.
    pub what: What,
    /// As the letter has it.
    pub said: String,
    /// The page's own.
    pub own: &'a Value<String>,
    /// Whether it is worth a question.
    pub asks: bool,
}

/// Where postings are read.
const SITES: &str = "angellist behance contra craigslist dribbble facebook fiverr fiverr.com freelancer freelancer.com github \
    glassdoor guru hubstaff indeed linkedin peopleperhour reddit toptal twitter upwork upwork.com wellfound x \
    ziprecruiter";
const GREETINGS: &str = "dear hello hey hi";
/// Words that greet nobody by name.
const NOBODY: &str = "all again amazing awesome boss buddy buyer client colleague concern customer dear employer esteemed everybody \
    everyone folks friend future good great greetings guys hello hi hirer hiring honorable how hr human i i'm \
    invitation job ladies lovely madam manager mate members morning mr mrs ms my nice owner poster potential project \
    prospective recruiter recruiting recruitment respected selection sir sirs team thank thanks the there this to \
    upwork valued we welcome world you your from happy merry fellow afternoon evening day dr prof fiverr freelancer \
    hope as hey it's dev";
/// Words that a company's name ends with or holds, and a person's does not.
const COMPANY: &str = "academy ag agency apps bank capital clinic co collective company consulting corp corporation creative dental \
    design digital energy enterprises farms foods foundation games global gmbh group health holding holdings hotel \
    inc industries institute interactive international labs limited llc llp logistics ltd marketing media medical \
    motors networks partners pharma press productions properties pty robotics sa sarl school services shop software \
    solutions srl store studio studios systems tech technologies technology trading travel university ventures works";
/// Behind a company's name in a greeting.
const TEAMS: &str = "team hiring recruiting recruitment hr talent";
/// First names that begin with another letter than the name they stand for, each line one name.
const NICKNAMES: &[&str] = &[
    "robert bob bobby rob",
    "william bill billy will liam",
    "richard dick rick",
    "edward ted ned ed",
    "theodore ted",
    "margaret peggy maggie daisy rita",
    "elizabeth bess betty liz lisa",
    "henry hank harry",
    "john jack",
    "james jim",
    "alexander sasha xander lex",
    "alexandra sasha sandra",
    "michael mike misha",
    "anthony tony",
    "antonio toni tony",
    "eugene gene",
    "patricia trish tricia",
    "mary polly molly",
    "ann anna nancy nan",
    "dorothy dolly",
    "francisco paco pancho",
    "jose pepe",
    "ignacio nacho",
    "giuseppe beppe",
    "johannes hans",
    "friedrich fritz",
    "christopher topher kit",
    "augustus gus",
    "vladimir volodya",
    "dmitry mitya",
];
/// What a posting is called.
const POSTINGS: &str = "ad advert advertisement job listing opening position post posting project role vacancy";
/// How somebody comes by a posting.
const READ: &str = "across apply applying checked found interested noticed read regarding reviewed saw seen viewed";
/// Work by a kind of person.
const TRADES: &str = "architect coder designer developer engineer expert programmer specialist";
/// Tools that go together: who asks for one of a line may be answered with another of it. A tool may be in two lines.
const FAMILIES: &[&str] = &[
    "codeigniter drupal elementor joomla laravel magento php symfony woocommerce wordpress wp",
    "angular express javascript js nest next node nuxt react svelte ts typescript vue",
    "django fastapi flask python",
    "android dart flutter ionic ios kotlin native rn swift xamarin",
    "asp blazor c# dotnet net unity",
    "rails ror ruby",
    "bigcommerce liquid magento shopify squarespace webflow wix woocommerce",
    "godot unity unreal",
    "blockchain ethereum rust solana solidity web3",
    "figma photoshop illustrator sketch",
    "go golang",
    "java spring",
];
/// Words of the job's text from which on it can be said that a word is missing in it.
const ENOUGH: usize = 40;
/// Bytes of a letter's beginning where a greeting and the posting are named.
const BEGINNING: usize = 600;

/// What speaks of another client or job.
pub fn addressee<'a>(letter: &Letter<'a>) -> Option<Found<'a>> {
    let beginning = letter.text.get(..letter.text.floor_char_boundary(BEGINNING))?;
    let client = letter.job.client();
    let greeting = greeted(beginning);
    client
        .and_then(|client| greeting.as_ref().and_then(|greeted| other_name(letter, client, greeted)))
        .or_else(|| client.and_then(|client| other_company(letter, client, beginning)))
        .or_else(|| other_title(letter, beginning))
        .or_else(|| other_trade(letter, beginning))
}

/// A name in a greeting.
struct Greeted<'a> {
    at: Range<usize>,
    name: &'a str,
    /// Followed by "team" or the like.
    team: bool,
}

/// A word of the letter as it stands, with its place.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).map(move |part| {
        let start = at;
        at += part.len();
        let word = part.trim_end();
        (start..start + word.len(), word)
    })
}

/// The name that the first line greets: one to four words with capitals before a comma, an exclamation mark or the end.
fn greeted(beginning: &str) -> Option<Greeted<'_>> {
    let start = beginning.len() - beginning.trim_start().len();
    let line = beginning.get(start..)?.lines().next()?;
    let greeting = line.split(|c: char| !c.is_alphabetic()).next()?;
    if !holds(GREETINGS, &greeting.to_lowercase()) {
        return None;
    }
    let from = start + greeting.len();
    let rest = beginning.get(from..start + line.len())?;
    let length = rest.find([',', '!', '.', ':', ';', '\u{2013}', '\u{2014}']).unwrap_or(rest.len());
    let mut parts: Vec<(Range<usize>, &str)> =
        words(rest.get(..length)?).filter(|(_, word)| !word.is_empty()).collect();
    let mut team = false;
    while parts.last().is_some_and(|(_, last)| holds(TEAMS, &last.to_lowercase())) {
        parts.pop();
        team = true;
    }
    let plain = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphanumeric() || "'\u{2019}-&.".contains(c))
    };
    let named = (1..=4).contains(&parts.len()) && parts.iter().all(|(_, word)| plain(word));
    if !named || parts.iter().any(|(_, word)| holds(NOBODY, &word.to_lowercase())) {
        return None;
    }
    let at = from + parts.first()?.0.start..from + parts.last()?.0.end;
    Some(Greeted { name: beginning.get(at.clone())?, at, team })
}

fn is_company(name: &str) -> bool {
    name.split(' ').any(|word| holds(COMPANY, word)) || name.contains('&')
}

/// Whether two names may well be one: a word in common, one inside the other, or the initials of one.
fn related(a: &str, b: &str) -> bool {
    let initials = |name: &str| name.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
    let joined = |name: &str| name.replace([' ', '\'', '-', '.'], "");
    let shared = |a: &str, b: &str| {
        a.split(' ').any(|word| word.len() > 1 && !holds(COMPANY, word) && b.split(' ').any(|other| other == word))
    };
    let (ja, jb) = (joined(a), joined(b));
    shared(a, b) || ja.contains(&jb) || jb.contains(&ja) || ja == initials(b) || jb == initials(a)
}

/// Whether two first names may be one person's.
fn same_person(a: &str, b: &str) -> bool {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let (a, b) = (first(a), first(b));
    let nick = NICKNAMES.iter().any(|names| holds(names, &a) && holds(names, &b));
    // One letter is an initial; one beginning is a short form; anything else in another script is a transcription.
    nick || a.chars().next() == b.chars().next() || !a.is_ascii() || !b.is_ascii() || a.len() < 3 || b.len() < 3
}

fn other_name<'a>(letter: &Letter<'a>, client: &'a Value<String>, greeted: &Greeted<'_>) -> Option<Found<'a>> {
    let (own, said) = (plain_words(&client.value), plain_words(greeted.name));
    let all = plain_words(letter.text);
    let held = |name: &str| {
        name.split(' ')
            .any(|word| word.len() > 2 && !holds(COMPANY, word) && format!(" {all} ").contains(&format!(" {word} ")))
    };
    let known = said.split(' ').any(|word| letter.job.says(word) && !holds(COMPANY, word));
    if said.is_empty() || related(&own, &said) || known {
        return None;
    }
    let asks = match (is_company(&own), greeted.team || is_company(&said)) {
        // A company greeted as another one: a question, where the letter never names the client at all.
        (true, true) => !held(&own),
        (false, false) if !same_person(&own, &said) && !held(&own) && is_person(&client.value) => false,
        _ => return None,
    };
    Some(Found { at: greeted.at.clone(), what: What::Name, said: greeted.name.to_owned(), own: client, asks })
}

/// Whether a client is shown as sites show a person: a first name and an initial.
fn is_person(name: &str) -> bool {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let [first, initial] = parts.as_slice() else { return false };
    let plain = first.starts_with(char::is_uppercase) && first.chars().skip(1).all(char::is_lowercase);
    plain && initial.trim_end_matches('.').chars().count() == 1
}

/// "your posting at Globex" on a page whose client is another company.
fn other_company<'a>(letter: &Letter<'a>, client: &'a Value<String>, beginning: &str) -> Option<Found<'a>> {
    let own = plain_words(&client.value);
    let words: Vec<(Range<usize>, &str)> = words(beginning).collect();
    let posting = |at: usize| is_yours(&words, at) && holds(POSTINGS, &bare(words.get(at).map_or("", |w| w.1)));
    let (at, _) =
        words.iter().enumerate().find(|(at, (_, word))| *word == "at" && (at.saturating_sub(6)..*at).any(posting))?;
    let named: Vec<&(Range<usize>, &str)> =
        words.iter().skip(at + 1).take_while(|(_, word)| word.starts_with(char::is_uppercase)).take(4).collect();
    let (first, last) = (named.first()?, named.last()?);
    let said = beginning.get(first.0.start..last.0.end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let plain = plain_words(said);
    let site = plain.split(' ').any(|word| holds(SITES, word));
    let known = plain.split(' ').any(|word| letter.job.says(word));
    if !is_company(&own) || plain.is_empty() || site || known || related(&own, &plain) {
        return None;
    }
    let at = first.0.start..first.0.start + said.len();
    Some(Found { at, what: What::Name, said: said.to_owned(), own: client, asks: false })
}

/// Whether a word stands behind "your" or "this", with at most two words between.
fn is_yours(words: &[(Range<usize>, &str)], at: usize) -> bool {
    words.get(at.saturating_sub(3)..at).is_some_and(|before| before.iter().any(|(_, word)| bare(word) == "your"))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// A posting's title in quotation marks that shares no word with the job.
fn other_title<'a>(letter: &Letter<'a>, beginning: &str) -> Option<Found<'a>> {
    let own = letter.job.job?.title.as_ref()?;
    let open = beginning.find(['"', '\u{201c}', '\u{ab}'])?;
    let inside = beginning.get(open..)?.char_indices().nth(1).map(|(at, _)| open + at)?;
    let length = beginning.get(inside..)?.find(['"', '\u{201d}', '\u{bb}', '\n'])?;
    let said = beginning.get(inside..inside + length)?;
    let before: Vec<(Range<usize>, &str)> = words(beginning.get(..open)?).collect();
    let near = before.len().saturating_sub(3);
    let is = |at: usize, of: &str| before.get(at).is_some_and(|(_, word)| holds(of, &bare(word)));
    let posting = (near..before.len())
        .any(|at| is_yours(&before, at) && is(at, POSTINGS) && (at.saturating_sub(7)..at).any(|at| is(at, READ)));
    let plain = plain_words(said);
    let telling: Vec<&str> = plain.split(' ').filter(|word| word.len() > 3 && !holds(TRADES, word)).collect();
    let known = telling.iter().any(|word| same_root(&letter.job.words, word));
    if !posting || known || telling.len() < 2 || letter.job.words.split(' ').count() < ENOUGH {
        return None;
    }
    Some(Found { at: inside..inside + length, what: What::Job, said: said.to_owned(), own, asks: false })
}

/// "your posting for a Laravel developer" on a job whose text never says Laravel.
fn other_trade<'a>(letter: &Letter<'a>, beginning: &str) -> Option<Found<'a>> {
    let own = letter.job.job?.title.as_ref()?;
    letter.job.job?.description.as_ref()?;
    let words: Vec<(Range<usize>, &str)> = words(beginning).collect();
    let is = |at: usize, of: &str| words.get(at).is_some_and(|(_, word)| holds(of, &bare(word)));
    // What is told fastest comes first: every word of every letter is asked.
    let says = |at: usize, what: &str| {
        words
            .get(at)
            .is_some_and(|(_, word)| word.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(what))
    };
    let leads = |at: usize| says(at + 1, "for") && (says(at + 2, "a") || says(at + 2, "an"));
    let at = (0..words.len()).find(|at| leads(*at) && is(*at, POSTINGS) && is_yours(&words, *at))?;
    let trade = (at + 4..at + 7).find(|at| is(*at, TRADES))?;
    let between = words.get(at + 3..trade)?;
    let parted = between.iter().any(|(_, word)| word.ends_with([',', '.', '!', '?', ';']));
    let named: Vec<String> = between.iter().map(|(_, word)| tool(word)).collect();
    let lines = |word: &str| FAMILIES.iter().filter(move |line| holds(line, word)).collect::<Vec<_>>();
    let asked: Vec<_> = letter.job.words.split(' ').flat_map(|word| lines(&tool(word))).collect();
    let answered: Vec<_> = named.iter().flat_map(|word| lines(word)).collect();
    // The job names tools, the letter names one, and no line holds both.
    let other = !asked.is_empty() && !answered.is_empty() && !answered.iter().any(|line| asked.contains(line));
    if parted || !other || letter.job.words.split(' ').count() < ENOUGH {
        return None;
    }
    let range = between.first()?.0.start..words.get(trade)?.0.end;
    let said = beginning.get(range.clone())?.trim_end_matches(|c: char| !c.is_alphanumeric());
    Some(Found { at: range.start..range.start + said.len(), what: What::Job, said: said.to_owned(), own, asks: false })
}

/// A tool's name without what stands behind it: `React.js` and `ReactJS` are React.
fn tool(word: &str) -> String {
    let plain = bare(word);
    let plain = plain.split('.').next().unwrap_or_default();
    let short = plain.strip_suffix("js").filter(|short| !short.is_empty()).unwrap_or(plain);
    if plain == "c" && word.contains('#') { "c#".to_owned() } else { short.to_owned() }
}

/// Whether a text of words holds a word, or one that begins like it.
fn same_root(words: &str, word: &str) -> bool {
    let root = word.get(..word.floor_char_boundary(5)).unwrap_or(word);
    words.contains(&format!(" {root}"))
}
