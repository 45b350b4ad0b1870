//! Words of a few languages that tell what a slot holds, each list in one string, parted by bars.

/// Words that greet.
pub const GREETINGS: &str = "bonjour|dear|estimada|estimado|greetings|hallo|hello|hey|hi|hola|olá|здравствуйте|привет|уважаемая|\
    уважаемый|عزيزتي|عزيزي|مرحبا|你好|尊敬的|您好|亲爱的|안녕하세요";

/// Words right before a person's name, beside those that greet.
pub const NAMING: &str = "call me|cheers|me llamo|mi nombre es|my name is|name's|regards|saludos|sincerely|меня зовут|с уважением|\
    اسمي|我叫|我是|제 이름은|이름은|저는";

/// Words right before a company's name.
pub const BEFORE_COMPANY: &str = "at|client|company|empresa|join|joining|team at|в компании|компании|компанию|компания|شركة|في شركة|لشركة|\
    公司|贵公司|在|회사|귀사";

/// Words in a company's name.
pub const IN_COMPANY: &str = "agency|co|company|corp|gmbh|group|inc|labs|limited|llc|ltd|s.l|sl|solutions|srl|studio|studios|\
    technologies|ао|ооо|شركة|公司|科技|주식회사|회사";

/// Words right behind a company's name.
pub const BEHIND_COMPANY: &str = "is hiring|is looking|busca|contrata|ищет|набирает|team|公司|招聘|에서|회사";

/// Words right before a skill.
pub const BEFORE_SKILL: &str = "experience in|experience with|experto en|expert in|expertise in|knowledge of|proficient in|skilled in|\
    skills|specialise in|specialize in|stack|stack is|stack:|tools|using|worked with|работаю с|стек|\
    технологии|пишу на|أستخدم|خبرة في|擅长|使用|精通|기술 스택은|주로|tecnología es|tecnologías|trabajo con";

/// Tools named in letters of every trade that is hired at a distance.
pub const TOOLS: &str = "adobe|angular|ansible|aws|azure|blender|bootstrap|css|django|docker|excel|express|figma|firebase|flask|\
    flutter|gcp|git|go|golang|graphql|html|illustrator|java|javascript|jira|kotlin|kubernetes|laravel|linux|\
    magento|mongodb|mysql|node|node.js|php|photoshop|playwright|postgresql|python|pytorch|rails|react|redis|\
    redux|ruby|rust|scala|selenium|shopify|solidity|spring|sql|svelte|swift|tableau|tailwind|tensorflow|\
    terraform|typescript|unity|unreal|vue|webflow|wordpress";

/// Number words.
pub const NUMBERS: &str = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|hundred|thousand|\
    dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|два|три|четыре|пять|шесть|семь|восемь|девять|десять|一|二|\
    两|三|四|五|六|七|八|九|十|百|千|ثلاث|أربع|خمس|ست|سبع|ثماني|تسع|عشر";

/// Months, days.
pub const DATES: &str = "january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|\
    wednesday|thursday|friday|saturday|sunday|today|tomorrow|enero|febrero|marzo|abril|mayo|junio|julio|\
    agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miércoles|jueves|viernes|января|февраля|марта|\
    апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|понедельник|вторник|среду|четверг|пятницу";

/// Ends of addresses.
pub const DOMAINS: &str = "com|org|net|io|dev|app|me|co|info|site|ru|cn|kr|es|uk";
