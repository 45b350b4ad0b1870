//! Whether a text reads as English: a page in English may hold letters in any language, and phrases that stay silent on
//! a text they cannot read say nothing about it.

/// Words that hold English sentences together and are rare in other languages.
const COMMON: &[&str] = &[
    "about", "after", "and", "any", "are", "at", "be", "been", "but", "by", "can", "for", "from", "have", "how", "i",
    "i'm", "if", "is", "it", "my", "not", "of", "or", "our", "so", "that", "the", "there", "they", "this", "to", "we",
    "what", "when", "will", "with", "would", "you", "your",
];
/// Texts with fewer words are taken for English: too little to tell.
const ENOUGH: usize = 8;
/// One word in so many is common. In ordinary English every third is, in a letter that is half a list of tools every
/// tenth; in other languages hardly one in thirty.
const ONE_IN: usize = 16;
/// Words read.
const MOST: usize = 600;

/// Whether normalised words read as English.
pub fn reads_as_english<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut common) = (0, 0);
    for word in words.take(MOST) {
        all += 1;
        common += usize::from(COMMON.contains(&word));
    }
    all < ENOUGH || common * ONE_IN >= all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal::plain_words;

    #[test]
    fn languages_are_told_apart() {
        let english = |text: &str| reads_as_english(plain_words(text).split(' '));
        for text in [
            "I have built two booking flows for dentists and can show both before you decide.",
            "Senior developer. React, Redux, Node.js, Express, MongoDB, PostgreSQL, Docker, AWS. Can start on Monday with you.",
            "React, Redux, Node.js",
            "",
        ] {
            assert!(english(text), "{text}");
        }
        for text in [
            "Hola, he leído su anuncio con atención y empezaría por la tabla de tallas en el teléfono.",
            "Guten Tag, ich habe Ihre Anzeige gelesen und würde mit der Tabelle auf dem Handy anfangen.",
            "Bonjour, j'ai lu votre annonce et je commencerais par le tableau des tailles sur le téléphone.",
            "Goedemiddag, ik heb uw advertentie gelezen en zou met de maattabel op de telefoon beginnen.",
            "Olá, li o seu anúncio e começaria pela tabela de tamanhos que não aparece no telefone.",
            "Здравствуйте, я прочитал описание вашего магазина и начал бы с таблицы размеров.",
            "안녕하세요, 귀하의 상점 설명을 읽었고 휴대전화에서 보이지 않는 치수표부터 시작하고 싶습니다.",
        ] {
            assert!(!english(text), "{text}");
        }
    }
}
