//! Which languages a text reads as: a page in English may hold letters in any language, and phrases that stay silent on a
//! text they cannot read say nothing about it. What is told here says whether a rule could have understood a text, and
//! decides nothing else.

use super::words::word_id;

/// Languages that are told apart.
const LANGUAGES: [&str; 9] = ["en", "es", "pt", "fr", "de", "ru", "uk", "zh", "ko"];
const EN: u16 = 1;
const ES: u16 = 1 << 1;
const PT: u16 = 1 << 2;
const FR: u16 = 1 << 3;
const DE: u16 = 1 << 4;
const RU: u16 = 1 << 5;
const UK: u16 = 1 << 6;
const ZH: u16 = 1 << 7;
const KO: u16 = 1 << 8;

/// Words that hold sentences together, sorted; Chinese and Korean are told by their letters.
#[rustfmt::skip]
const COMMON: &[(&str, u16)] = &[
    ("about", EN), ("after", EN), ("ai", FR), ("and", EN), ("any", EN), ("are", EN), ("at", EN), ("auch", DE),
    ("auf", DE), ("aux", FR), ("avec", FR), ("be", EN), ("been", EN), ("bei", DE), ("but", EN), ("by", EN),
    ("can", EN), ("ce", FR), ("com", PT), ("como", ES | PT), ("con", ES), ("da", PT), ("dans", FR), ("das", DE),
    ("dem", DE), ("den", DE), ("der", DE), ("des", FR), ("die", DE), ("do", PT), ("du", FR), ("e", PT), ("ein", DE),
    ("eine", DE), ("el", ES), ("em", PT), ("est", FR), ("este", ES), ("está", ES), ("et", FR), ("for", EN),
    ("from", EN), ("für", DE), ("habe", DE), ("haben", DE), ("have", EN), ("he", ES), ("how", EN), ("i", EN),
    ("i'm", EN), ("ich", DE), ("if", EN), ("im", DE), ("is", EN), ("ist", DE), ("it", EN), ("j'ai", FR), ("je", FR),
    ("kann", DE), ("las", ES), ("les", FR), ("los", ES), ("mais", PT), ("meu", PT), ("mi", ES), ("mit", DE),
    ("mon", FR), ("muito", PT), ("muy", ES), ("my", EN), ("más", ES), ("na", PT), ("nicht", DE), ("no", PT),
    ("not", EN), ("nous", FR), ("não", PT), ("of", EN), ("or", EN), ("os", PT), ("our", EN), ("para", ES | PT),
    ("pas", FR), ("pero", ES), ("por", ES | PT), ("posso", PT), ("pour", FR), ("puedo", ES), ("que", ES | PT),
    ("qui", FR), ("seu", PT), ("sie", DE), ("so", EN), ("sou", PT), ("soy", ES), ("su", ES), ("sua", PT),
    ("suis", FR), ("sur", FR), ("también", ES), ("também", PT), ("tengo", ES), ("tenho", PT), ("that", EN),
    ("the", EN), ("there", EN), ("they", EN), ("this", EN), ("to", EN), ("uma", PT), ("una", ES), ("und", DE),
    ("une", FR), ("você", PT), ("von", DE), ("votre", FR), ("vous", FR), ("we", EN), ("what", EN), ("when", EN),
    ("will", EN), ("wir", DE), ("with", EN), ("would", EN), ("y", ES), ("you", EN), ("your", EN), ("zu", DE),
    ("é", PT), ("або", UK), ("але", UK), ("в", RU | UK), ("ваш", RU | UK), ("ваше", RU | UK), ("ви", UK), ("вы", RU),
    ("від", UK), ("для", RU | UK), ("до", UK), ("есть", RU), ("з", UK), ("за", RU | UK), ("и", RU), ("из", RU),
    ("или", RU), ("й", UK), ("к", RU), ("как", RU), ("ми", UK), ("могу", RU), ("можу", UK), ("мой", RU), ("мы", RU),
    ("мій", UK), ("на", RU | UK), ("не", RU | UK), ("но", RU), ("от", RU), ("по", RU), ("с", RU), ("та", UK),
    ("у", RU | UK), ("це", UK), ("что", RU), ("що", UK), ("щоб", UK), ("это", RU), ("я", RU | UK), ("як", UK),
    ("є", UK), ("і", UK),
];
/// The same by the words' numbers, ascending: every word of every text is looked up.
static BY_NUMBER: [(u64, u16); COMMON.len()] = {
    let mut sorted = [(0, 0); COMMON.len()];
    let mut len = 0;
    while len < sorted.len() {
        let (word, languages) = COMMON[len];
        let (id, mut at) = (word_id(word), len);
        while at > 0 && sorted[at - 1].0 > id {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = (id, languages);
        len += 1;
    }
    sorted
};
/// Texts with fewer words are taken for any language: too little to tell.
const ENOUGH: usize = 8;
/// One word in so many is common. In ordinary English every third is, in a letter that is half a list of tools every
/// tenth; in other languages hardly one in thirty.
const ONE_IN: usize = 16;
/// Words read.
const MOST: usize = 600;

/// The languages a text reads as. Several, where they share their common words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Languages(u16);

impl Languages {
    /// Tells by normalised words.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self::of_numbered(words.map(|word| (word.chars().next(), word_id(word))))
    }

    /// The same, by the words' first characters and numbers.
    pub fn of_numbered(words: impl Iterator<Item = (Option<char>, u64)>) -> Self {
        let (mut all, mut kana, mut counts) = (0, 0, [0_usize; LANGUAGES.len()]);
        for (first, id) in words.take(MOST) {
            all += 1;
            let of = match first {
                Some('\u{3040}'..='\u{30ff}') => {
                    kana += 1;
                    0
                }
                Some('\u{3400}'..='\u{9fff}') => ZH,
                Some('\u{ac00}'..='\u{d7a3}') => KO,
                _ => BY_NUMBER.binary_search_by_key(&id, |(common, _)| *common).map_or(0, |at| BY_NUMBER[at].1),
            };
            if of != 0 {
                (0..LANGUAGES.len()).for_each(|at| counts[at] += usize::from(of >> at & 1));
            }
        }
        if all < ENOUGH {
            return Self(u16::MAX);
        }
        let read = counts.iter().enumerate().filter(|(_, count)| **count * ONE_IN >= all);
        let read = read.fold(0, |read, (at, _)| read | 1 << at);
        // Japanese writes Chinese characters too, and syllables between them.
        Self(if kana * ONE_IN >= all { read & !ZH } else { read })
    }

    /// Whether one of these languages is among them; so is one that is not told apart here.
    pub fn meets(self, languages: &[String]) -> bool {
        languages.iter().any(|language| {
            let base = language.split('-').next().unwrap_or_default();
            LANGUAGES.iter().position(|known| *known == base).is_none_or(|at| self.0 >> at & 1 == 1)
        })
    }
}

/// Whether normalised words read as English.
pub fn reads_as_english<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    Languages::of(words).0 & EN != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal::plain_words;

    const LETTERS: [(&str, &str); 12] = [
        ("en", "I have built two booking flows for dentists and can show both before you decide."),
        (
            "en",
            "Senior developer. React, Redux, Node.js, Express, MongoDB, PostgreSQL, Docker, AWS. Can start on Monday with you.",
        ),
        ("es", "Hola, he leído su anuncio con atención y empezaría por la tabla de tallas en el teléfono."),
        ("de", "Guten Tag, ich habe Ihre Anzeige gelesen und würde mit der Tabelle auf dem Handy anfangen."),
        ("fr", "Bonjour, j'ai lu votre annonce et je commencerais par le tableau des tailles sur le téléphone."),
        ("pt", "Olá, li o seu anúncio e começaria pela tabela de tamanhos que não aparece no telefone."),
        ("ru", "Здравствуйте, я прочитал описание вашего магазина и начал бы с таблицы размеров."),
        ("uk", "Добрий день, я прочитав опис вашого магазину і почав би з таблиці розмірів."),
        ("zh", "您好，我仔细看了您的商店，会先修手机上看不到的尺码表。"),
        ("ko", "안녕하세요, 귀하의 상점 설명을 읽었고 휴대전화에서 보이지 않는 치수표부터 시작하고 싶습니다."),
        ("", "Goedemiddag, ik heb uw advertentie gelezen en zou met de maattabel op de telefoon beginnen."),
        ("", "こんにちは、お店の説明を読みました。携帯電話で見えない寸法表から始めたいと思います。"),
    ];

    #[test]
    fn languages_are_told_apart() {
        for (want, letter) in LETTERS {
            let languages = Languages::of(plain_words(letter).split(' '));
            for language in LANGUAGES {
                // Neighbours share words, and a letter may well read as both.
                let near = matches!((want, language), ("es", "pt") | ("pt", "es") | ("ru", "uk") | ("uk", "ru"));
                if !near {
                    assert_eq!(languages.meets(&[language.to_owned()]), language == want, "{language}: {letter}");
                }
            }
            assert_eq!(reads_as_english(plain_words(letter).split(' ')), want == "en", "{letter}");
        }
    }

    #[test]
    fn too_few_words_and_unknown_languages_are_not_said_to_be_foreign() {
        for text in ["React, Redux, Node.js", "", "Guten Tag"] {
            assert!(reads_as_english(plain_words(text).split(' ')), "{text}");
        }
        let english = Languages::of(plain_words(LETTERS[0].1).split(' '));
        assert!(english.meets(&["ar".to_owned()]) && english.meets(&["de".to_owned(), "en-GB".to_owned()]));
        assert!(!english.meets(&["de".to_owned()]) && !english.meets(&[]));
    }

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(BY_NUMBER.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(COMMON.iter().all(|(word, languages)| BY_NUMBER.contains(&(word_id(word), *languages))));
    }
}
