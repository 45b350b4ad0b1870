//! Month names: full and common abbreviations in English, German, Spanish, French, Portuguese and Russian.

/// The month (1 to 12) that a word in lower case names. Short names that are ordinary words elsewhere (Portuguese `set`,
/// `out`; Spanish `ago`) count in their own languages only.
pub(super) fn month(word: &str, language: &str) -> Option<i8> {
    let iberian = matches!(language, "es" | "pt" | "gl" | "ca" | "it");
    Some(match word {
        "january" | "jan" | "januar" | "jänner" | "enero" | "ene" | "janvier" | "janv" | "janeiro" | "январь"
        | "января" | "янв" => 1,
        "february" | "feb" | "februar" | "febrero" | "février" | "fevrier" | "févr" | "fév" | "fevereiro" | "fev"
        | "февраль" | "февраля" | "февр" | "фев" => 2,
        "march" | "mar" | "märz" | "mär" | "maerz" | "mrz" | "marzo" | "mars" | "março" | "март" | "марта" | "мар" => {
            3
        }
        "april" | "apr" | "abril" | "abr" | "avril" | "avr" | "апрель" | "апреля" | "апр" => 4,
        "may" | "mai" | "mayo" | "maio" | "май" | "мая" => 5,
        "june" | "jun" | "juni" | "junio" | "juin" | "junho" | "июнь" | "июня" | "июн" => 6,
        "july" | "jul" | "juli" | "julio" | "juillet" | "juil" | "julho" | "июль" | "июля" | "июл" => 7,
        "august" | "aug" | "agosto" | "août" | "aout" | "август" | "августа" | "авг" => 8,
        "ago" if iberian => 8,
        "september" | "sep" | "sept" | "septiembre" | "septembre" | "setembro" | "сентябрь" | "сентября" | "сент"
        | "сен" => 9,
        "set" if iberian => 9,
        "october" | "oct" | "oktober" | "okt" | "octubre" | "octobre" | "outubro" | "октябрь" | "октября" | "окт" => {
            10
        }
        "out" if iberian => 10,
        "november" | "nov" | "noviembre" | "novembre" | "novembro" | "ноябрь" | "ноября" | "нояб" | "ноя" => {
            11
        }
        "december" | "dec" | "dezember" | "dez" | "diciembre" | "dic" | "décembre" | "decembre" | "déc"
        | "dezembro" | "декабрь" | "декабря" | "дек" => 12,
        _ => return None,
    })
}
