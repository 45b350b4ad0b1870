//! Texts in several scripts, copies of them, and noise that no reader sees. No text of anybody: words strung together.

// Each test takes what it needs of it.
#![allow(dead_code)]

use proptest::collection::vec;
use proptest::prelude::*;

/// Words of each script: Latin with diacritics, Cyrillic, Hangul, Arabic, Han. None is drawn in capitals as a Latin word
/// may be, as "СОР" is: alone in a Latin text such a word is read as Latin, and in small letters it may not be.
pub const SCRIPTS: [[&str; 24]; 5] = [
    [
        "and", "the", "heron", "können", "niño", "façade", "größer", "señal", "über", "copper", "oxide", "pécher",
        "reeds", "żółty", "lantern", "déjà", "Åse", "tide", "Straße", "cielo", "quarry", "42", "mañana", "coexist",
    ],
    [
        "и",
        "я",
        "цапля",
        "журнал",
        "мельница",
        "прилив",
        "ключи",
        "тетрадь",
        "мостик",
        "сторож",
        "Ёлка",
        "бумага",
        "лодка",
        "маяк",
        "строчка",
        "дважды",
        "неделя",
        "клуб",
        "школа",
        "гребля",
        "замок",
        "42",
        "пруд",
        "объезд",
    ],
    [
        "저는",
        "다리",
        "열쇠를",
        "공책에",
        "등대에서",
        "분필로",
        "기록을",
        "밀물이",
        "줄을",
        "두번",
        "배웠습니다",
        "먼저",
        "관리인",
        "종이에",
        "그렸습니다",
        "실수를",
        "연필로",
        "화면을",
        "강변",
        "모임",
        "푸른",
        "42",
        "항구",
        "학교",
    ],
    [
        "في",
        "من",
        "مفاتيح",
        "الجسر",
        "دفتر",
        "سجل",
        "المنارة",
        "قارب",
        "مروره",
        "الطباشير",
        "سطر",
        "مرتين",
        "المد",
        "رسمت",
        "طريق",
        "الحراس",
        "الورق",
        "الأخطاء",
        "الشيفرة",
        "أسبوع",
        "ميناء",
        "42",
        "النهر",
        "نادي",
    ],
    [
        "我把",
        "钥匙",
        "本子",
        "灯塔",
        "记录",
        "小船",
        "粉笔",
        "潮水",
        "看守人",
        "画出",
        "道路",
        "代码",
        "错误",
        "铅笔",
        "修改",
        "星期",
        "页面",
        "码头",
        "学校",
        "小组",
        "北方",
        "42",
        "清水",
        "河边",
    ],
];

/// What stands behind a word.
const GAPS: [&str; 8] = [" ", " ", " ", " ", " ", ", ", ". ", ".\n\n"];

/// Look-alikes of Latin letters.
const LOOKALIKES: [(char, char); 6] = [('a', 'а'), ('c', 'с'), ('e', 'е'), ('o', 'о'), ('p', 'р'), ('x', 'х')];

/// A text, most of it in one script.
pub fn text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = (0usize..24, 0usize..GAPS.len(), 0usize..12, 0usize..SCRIPTS.len());
    (0usize..SCRIPTS.len(), vec(word, length)).prop_map(|(script, words)| {
        let word = |(word, gap, strange, other): (usize, usize, usize, usize)| {
            [SCRIPTS[if strange == 0 { other } else { script }][word], GAPS[gap]].concat()
        };
        words.into_iter().map(word).collect()
    })
}

/// Two texts: apart, or one made from the other.
pub fn pair() -> impl Strategy<Value = (String, String)> {
    let copy = (text(1..70), any::<u64>()).prop_map(|(text, seed)| {
        let copy = edited(&text, seed);
        (text, copy)
    });
    prop_oneof![1 => (text(0..70), text(0..70)), 3 => copy]
}

/// A copy with words left out, put in and exchanged, and its halves exchanged at times.
pub fn edited(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let often = 4 + dice.roll(30);
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_inclusive(' ') {
        match dice.roll(often) {
            0 => {}
            1 => words.extend(["other ", word]),
            2 => words.push("ещё "),
            _ => words.push(word),
        }
    }
    let middle = if dice.roll(3) == 0 { words.len() / 2 } else { 0 };
    words.rotate_left(middle);
    words.concat()
}

/// The same words with other case, spaces, characters that are drawn as nothing, and look-alikes in Latin words.
pub fn noisy(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut noisy = String::new();
    for word in text.split_inclusive([' ', '\n']) {
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        let swap = LOOKALIKES.get(dice.roll(9)).filter(|(from, _)| {
            latin > 1 && word.chars().filter(char::is_ascii_alphabetic).any(|c| c != *from) && word.is_ascii()
        });
        let mut inside = false;
        for c in word.chars() {
            if inside && c.is_alphanumeric() && dice.roll(6) == 0 {
                noisy.push(['\u{200b}', '\u{2060}', '\u{ad}', '\u{feff}'][dice.roll(4)]);
            }
            inside = c.is_alphanumeric();
            match (c, swap) {
                (' ', _) => noisy.push_str([" ", "  ", "\t", " \u{a0}", "\u{2003}"][dice.roll(5)]),
                (c, Some((from, to))) if c == *from => noisy.push(*to),
                (c, _) => match dice.roll(4) {
                    0 => noisy.extend(c.to_uppercase()),
                    1 => noisy.extend(c.to_lowercase()),
                    _ => noisy.push(c),
                },
            }
        }
    }
    noisy
}

/// Another order of so many things.
pub fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut dice = Dice(!seed);
    let mut order: Vec<usize> = (0..n).collect();
    for at in (1..n).rev() {
        order.swap(at, dice.roll(at + 1));
    }
    order
}

/// Numbers from a seed (Steele and others 2014, `SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }
}
