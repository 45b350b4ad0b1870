//! Letters written by us in other languages: a template with its slots changed is found, honest letters about one job are
//! left in peace, and what is quoted stands where it says, in UTF-16 units.

use super::super::testing::{person, run as check, text};
use super::CHECK;
use crate::model::{PageSnapshot, Proposal};
use crate::report::{Finding, Severity};
use crate::text::offsets::align;

/// A template with three slots, the values of two bidders, and two honest letters about the same job.
struct Language {
    name: &'static str,
    template: [&'static str; 4],
    values: [[&'static str; 3]; 3],
    honest: [&'static str; 3],
}

const LANGUAGES: &[Language] = &[
    Language {
        name: "es",
        template: [
            "Estimada señora ",
            ", he leído que su cooperativa guarda las llaves del puente en un cuaderno mojado. Durante ",
            " años cuidé el registro de un faro donde cada barca apuntaba su paso con tiza, y aprendí a copiar cada línea \
             dos veces antes de que la marea la borrase. En ",
            " dibujé primero el camino de las llaves con los guardas, porque el papel encuentra los errores que el código \
             no ve.",
        ],
        values: [
            ["Inés Roca", "7", "Puerto Claro"],
            ["Marta Vidal", "12", "Casa del Río"],
            ["Luz Peña", "4", "Norte Azul"],
        ],
        honest: [
            "Buenos días. Para las llaves del puente yo pondría una lista en el teléfono de cada guarda, sin contraseña, \
             con un botón grande para tomar y otro para devolver, y un aviso al anochecer cuando falte alguna. Ya lo hice \
             para una escuela de remo con treinta botes y nadie volvió a perder un candado.",
            "Hola, me gusta su encargo. Antes de programar nada iría una mañana a mirar cómo pasan las llaves de mano en \
             mano. Quizá baste una pizarra y una foto diaria; si no, escribo una página pequeña que funcione también sin \
             cobertura. Cobro por semana y entrego algo que se pueda tocar cada viernes.",
            "Soy carpintero y programador de tarde. Su problema es el candado y no el programa: con cerraduras de código \
             cambia una cifra cada lunes y el cuaderno sobra. Puedo preparar ambas cosas y que ustedes elijan después de \
             un mes de prueba con dos puentes.",
        ],
    },
    Language {
        name: "ru",
        template: [
            "Здравствуйте, ",
            "! Я прочитал, что ключи от моста вы записываете в сырую тетрадь. ",
            " лет я вёл журнал на маяке, где каждая лодка отмечала проход мелом, и научился переписывать каждую строку \
             дважды, пока прилив её не смыл. Для ",
            " я сначала нарисовал путь ключей вместе со сторожами, потому что бумага находит ошибки, которых не видит код.",
        ],
        values: [["Анна", "7", "Тихой Гавани"], ["Мария", "12", "Речного Дома"], ["Ольга", "4", "Северного Клуба"]],
        honest: [
            "Добрый день. Я бы дал каждому сторожу список на телефоне без пароля: большая кнопка взять, большая кнопка \
             вернуть, и вечером напоминание, если чего-то не хватает. Такое я уже делал для школы гребли, и замки там \
             больше не терялись.",
            "Приветствую! До программы я бы одно утро посмотрел, как ключи ходят из рук в руки. Может быть, хватит доски и \
             снимка раз в день. Если нет, напишу маленькую страницу, которая работает и без связи, и каждую пятницу буду \
             показывать готовое.",
            "Я плотник, а вечерами пишу программы. Ваша беда в замке: поставьте кодовые, меняйте цифру по понедельникам, и \
             тетрадь не нужна. Могу приготовить оба способа, а вы выберете после месяца на двух мостах.",
        ],
    },
    Language {
        name: "ar",
        template: [
            "السيدة ",
            " المحترمة، قرأت أن مفاتيح الجسر تكتب عندكم في دفتر مبلل. بقيت ",
            " سنوات أكتب سجل المنارة حيث يكتب كل قارب مروره بالطباشير، وتعلمت أن أنسخ كل سطر مرتين قبل أن يمحوه المد. في ",
            " رسمت أولا طريق المفاتيح مع الحراس، لأن الورق يجد الأخطاء التي لا تراها الشيفرة أبدا، ثم كتبت البرنامج بعد ذلك \
             في أسبوع واحد.",
        ],
        values: [["ليلى", "7", "ميناء الصفاء"], ["مريم", "12", "بيت النهر"], ["سعاد", "4", "نادي الشمال"]],
        honest: [
            "صباح الخير. أعطي كل حارس قائمة في هاتفه بلا كلمة سر، زر كبير للأخذ وزر كبير للإرجاع، وتنبيه عند الغروب إذا \
             غاب مفتاح. صنعت مثل هذا لمدرسة تجديف فيها ثلاثون زورقا ولم يضع قفل بعدها، ويمكنني أن أريكم كيف يعمل.",
            "مرحبا، قبل أي برنامج أزوركم صباحا لأرى كيف تنتقل المفاتيح بين الأيدي. ربما تكفي لوحة وصورة كل يوم، وإن لم \
             تكف كتبت صفحة صغيرة تعمل بلا شبكة، وأسلم كل جمعة شيئا يمكن تجربته معكم على الجسر.",
            "أنا نجار وأبرمج في المساء. مشكلتكم في القفل لا في البرنامج: أقفال بأرقام تغير كل اثنين ولا حاجة للدفتر. أستطيع \
             أن أجهز الطريقتين ثم تختارون بعد شهر من التجربة على جسرين صغيرين.",
        ],
    },
    Language {
        name: "ko",
        template: [
            "안녕하세요 ",
            " 님, 다리 열쇠를 젖은 공책에 적으신다는 글을 읽었습니다. 저는 ",
            "년 동안 등대에서 배가 지나갈 때마다 분필로 적는 기록을 맡았고, 밀물이 지우기 전에 모든 줄을 두 번 옮겨 적는 법을 \
             배웠습니다. ",
            "에서는 먼저 관리인들과 함께 열쇠가 다니는 길을 종이에 그렸습니다. 종이는 코드가 보지 못하는 실수를 찾아 주고 누구나 \
             연필로 고칠 수 있기 때문입니다. 그다음 일주일 만에 작은 화면을 만들었습니다.",
        ],
        values: [["김하늘", "7", "푸른항구"], ["이바다", "12", "강변학교"], ["박노을", "4", "북쪽모임"]],
        honest: [
            "좋은 아침입니다. 저라면 관리인마다 비밀번호 없는 목록을 전화기에 넣고 가져가기와 돌려놓기 단추를 크게 두겠습니다. 해가 \
             질 때 빠진 열쇠가 있으면 알려 주고요. 조정 학교에서 배 서른 척으로 해 보았는데 그 뒤로 자물쇠를 잃지 않았습니다. 화면은 \
             장갑을 끼고도 누를 수 있게 크게 그리겠습니다.",
            "반갑습니다. 프로그램보다 먼저 하루 아침 찾아가 열쇠가 손에서 손으로 어떻게 가는지 보고 싶습니다. 칠판과 하루 한 장 \
             사진이면 될지도 모릅니다. 아니라면 신호가 없어도 움직이는 작은 쪽을 쓰고 금요일마다 만져 볼 수 있는 것을 드립니다. 값은 \
             주마다 받습니다.",
            "저는 목수이고 저녁에 프로그램을 씁니다. 문제는 자물쇠에 있습니다. 번호 자물쇠를 달고 월요일마다 숫자를 바꾸면 공책은 \
             필요 없습니다. 두 가지를 다 준비할 테니 다리 두 곳에서 한 달 써 보고 고르십시오. 나무 상자도 제가 직접 짜 드릴 수 \
             있습니다.",
        ],
    },
    Language {
        name: "zh",
        template: [
            "尊敬的",
            "女士，我读到贵社把桥上的钥匙记在一本潮湿的本子里。我在灯塔做了",
            "年的记录，每条小船经过都用粉笔写下，我学会了在潮水抹去之前把每一行抄两遍。在",
            "我先同看守人一起画出钥匙走过的路，因为纸能找到代码看不见的错误，谁都能用铅笔修改。随后我只用一个星期就做好了一个小小的页面。",
        ],
        values: [["林晓", "七", "清水码头"], ["陈雨", "十二", "河边学校"], ["赵雪", "四", "北方小组"]],
        honest: [
            "早上好。我会给每位看守人的手机放一张不用密码的清单，一个大按钮取走，一个大按钮归还，傍晚若少了哪把就提醒。我替划船学校做过同样的东西，三十条船再也没有丢过锁，界面戴着手套也能按。",
            "您好，写程序之前我想先去看一个早晨，看钥匙怎样从一只手到另一只手。也许一块黑板加每天一张照片就够了，如果不够，我写一个没有信号也能用的小网页，每个星期五交一样能摸到的成果。",
            "我白天做木工，晚上写程序。您的麻烦在锁而不在软件：换成号码锁，每逢星期一改一个数字，本子就可以收起来。两种办法我都能准备，请在两座桥上试一个月再决定，木箱我也可以自己钉。",
        ],
    },
];

impl Language {
    fn filled(&self, values: &[&str; 3]) -> String {
        let [a, b, c, d] = self.template;
        [a, values[0], b, values[1], c, values[2], d].concat()
    }

    fn page(&self, copies: usize) -> PageSnapshot {
        let honest = self.honest.map(str::to_owned).into_iter();
        let letters: Vec<String> = honest.chain(self.values.iter().take(copies).map(|v| self.filled(v))).collect();
        let proposal = |(at, letter): (usize, &String)| {
            let mut value = text(letter).unwrap();
            value.shown = align(letter, &[(at as u32, letter)]);
            Proposal { person: Some(format!("p{at}")), letter: Some(value), ..Proposal::default() }
        };
        PageSnapshot {
            people: (0..letters.len()).map(|at| person(&format!("p{at}"))).collect(),
            proposals: letters.iter().enumerate().map(proposal).collect(),
            ..PageSnapshot::default()
        }
    }
}

fn units(text: &str, start: u32, end: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize]).unwrap()
}

#[test]
fn silent_on_honest_letters_of_other_languages() {
    for language in LANGUAGES {
        let found = check(&CHECK, &language.page(1)).0;
        assert!(found.is_empty(), "{}: {found:#?}", language.name);
    }
}

#[test]
fn fires_on_copies_in_other_languages_with_places_that_hold() {
    for language in LANGUAGES {
        let snapshot = language.page(3);
        let found: Vec<Finding> = check(&CHECK, &snapshot).0;
        assert_eq!(found.len(), 1, "{}", language.name);
        assert_eq!(
            (found[0].severity, &found[0].subject.items[..]),
            (Severity::Warning, &[3, 4, 5][..]),
            "{}",
            language.name
        );
        for evidence in &found[0].evidence {
            let letter = &snapshot.proposals[evidence.item.as_ref().unwrap().items[0]].letter.as_ref().unwrap().value;
            assert!(letter.contains(&evidence.quote), "{}", language.name);
            let shown: String = evidence.shown.iter().map(|at| units(letter, at.start, at.end)).collect();
            assert_eq!(shown, evidence.quote, "{}", language.name);
        }
        let template = found[0].template.as_ref().unwrap();
        assert!(template.fixed_share > 0.5, "{} {}", language.name, template.fixed_share);
        let mut values = 0;
        for member in &template.members {
            let at = member.proposal.unwrap();
            let letter = &snapshot.proposals[at].letter.as_ref().unwrap().value;
            for (start, end, words) in member.places.iter().flatten() {
                assert_eq!(&units(letter, *start, *end), words, "{}", language.name);
                values += usize::from(language.values[at - 3].iter().any(|value| words.contains(value)));
            }
        }
        // Two of three slots in every letter at least: where one begins and ends is a matter of its neighbours.
        assert!(values >= 6, "{}: {values} of 9 values, {:#?}", language.name, template.parts);
    }
}
