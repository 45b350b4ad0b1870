//! What is known of hosts: endings, sites that everybody links, sites whose pages belong to people.
//!
//! Lists are words between spaces: small in the Wasm module, and looked up only for what already looks like a host.

/// Whether a list has a word.
pub fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// Endings that are no word and no file's ending: enough to read a bare "rowan.com" as a host.
const SURE: &str = "com org info biz dev xyz tech eu uk de fr nl ru ua by kz cz sk hu ro bg gr pt dk fi lt lv ee ch tr \
    br ar mx cl uy cn jp kr tw hk sg vn th ph lk np bd dz tn eg ng ke gh tz ug za zw jo ae qa kw lb ge uz nz au hr lu io ir";
/// Endings that are words, products' names or files' endings as well: only where something says that a site follows.
const WEAK: &str = "net co ai app me pro online site store shop agency studio design digital cloud space website page \
    link software solutions systems codes services works team group media world live life blog club top vip art fun host \
    press expert guru ninja one email chat video photo photos photography graphics marketing consulting company \
    engineering technology tools zone plus network center academy education finance money land wiki tv cc us ca in is it \
    se no es pl si at be to so sh rs py md am as la my id pk sa al ba mk mt cy ie il us gg fm ly im vc ws gl mobi asia \
    name jobs travel tel cat coop aero edu gov mil int arpa pe ec ve bo py gt hn sv ni cr pa cu do pr ht jm tt sn ci cm \
    ma et rw zm mz ao mg mu na bw ps iq ye om bh sy af tj kg tm mn kh mm bn mo su";

/// Endings of files: "logo@2x.png" is no address.
const FILES: &str = "png jpg jpeg gif svg webp bmp ico pdf doc docx xls xlsx ppt pptx csv json xml yaml yml toml js mjs jsx \
    ts tsx css scss less html htm php asp aspx jsp exe dll apk ipa mp3 mp4 wav psd txt log sql zip rar gz tar vue";

/// Second labels of countries: in "rowan.co.uk" the name is before them.
const SECOND: &str = "co com org net ac gov edu or ne go gob nom web";

/// Mail providers, by label.
pub const MAIL: &str = "gmail googlemail outlook hotmail yahoo ymail icloud proton protonmail aol gmx live msn mail yandex \
    zoho qq 163 126 foxmail naver daum hanmail tutanota fastmail rambler ukr";

/// Technologies whose names end like hosts, and their home pages, by the label before the ending.
const TECHNOLOGIES: &str = "console asp vb ado ml mvc wpf winforms webforms dot dotnet core xamarin blazor maui ef linq paint \
    authorize signalr quartz lucene nhibernate log4net json nlog xunit nunit orleans unity java node nodejs next nextjs \
    nuxt vue vuejs react reactjs reactnative angular angularjs svelte ember backbone jquery three d3 p5 socket engine \
    draw diagrams express expressjs nest nestjs electron electronjs deno bun meteor webpack vite vitejs babel babeljs \
    typescriptlang typescript javascript ecma python pypi djangoproject django flask fastapi rust-lang rust crates \
    golang go ruby-lang ruby rubyonrails rubygems php laravel symfony codeigniter yiiframework cakephp kotlinlang kotlin \
    swift dart flutter pub web getbootstrap bootstrap tailwindcss tailwind mui chakra-ui ant storybook redux mobx \
    graphql apollo apollographql prisma supabase firebase mongodb mysql postgresql sqlite redis elastic elasticsearch \
    rabbitmq apache nginx docker kubernetes terraform ansible jenkins travis-ci circleci vercel netlify heroku fly \
    render railway cloudflare digitalocean linode vultr openai anthropic huggingface langchain pytorch tensorflow keras \
    scikit-learn kaggle numpy pandas jupyter opencv unrealengine godotengine blender wordpress woocommerce elementor \
    wpengine drupal joomla magento prestashop opencart shopify bigcommerce wix squarespace webflow bubble framer \
    airtable notion zapier make n8n ifttt retool appsmith hasura strapi contentful sanity ghost stripe paypal square \
    braintree twilio sendgrid mailchimp mailgun algolia sentry datadog newrelic grafana postman swagger jwt oauth auth0 \
    okta cypress playwright selenium puppeteer jestjs jest mochajs cucumber appium figma sketch adobe canva invisionapp \
    zeplin miro lucidchart w3 w3schools mozilla caniuse schema json-ld ietf iso owasp letsencrypt ethereum solidity \
    openzeppelin metamask infura alchemy etherscan chain solana bitcoin web3 ipfs github gitlab bitbucket npmjs yarnpkg \
    stackoverflow stackexchange readthedocs docs ubuntu debian centos redhat archlinux linux kernel phaser pixijs \
    babylonjs cocos unity3d ionicframework ionic capacitorjs expo reactnavigation tanstack zod trpc astro remix gatsby \
    gatsbyjs hugo jekyllrb eleventy ember emberjs alpinejs htmx lit stenciljs js ts";

/// Firms and sites that everybody speaks of, by label.
const FAMOUS: &str = "upwork freelancer fiverr guru peopleperhour toptal contra workana truelancer hubstaff clutch \
    google gmail youtube youtu apple icloud microsoft office live outlook bing azure amazon aws amazonaws facebook fb \
    meta instagram whatsapp twitter x linkedin tiktok snapchat pinterest reddit quora tumblr medium telegram discord \
    slack skype zoom dropbox box trello asana monday jira atlassian clickup basecamp linear hubspot salesforce force \
    zendesk intercom freshdesk pipedrive calendly cal typeform surveymonkey semrush ahrefs moz similarweb yoast \
    wikipedia wikimedia imdb netflix spotify uber lyft airbnb booking expedia tripadvisor kayak skyscanner agoda \
    priceline hotels hilton marriott hyatt vrbo trivago openmage ebay etsy alibaba aliexpress walmart target bestbuy costco ikea zara nike adidas zillow realtor redfin trulia \
    craigslist indeed glassdoor monster ziprecruiter coursera udemy udacity edx khanacademy duolingo chegg \
    nytimes cnn bbc theguardian forbes bloomberg reuters techcrunch wired theverge ycombinator producthunt crunchbase \
    coinbase binance kraken opensea coinmarketcap coingecko blockchain tradingview robinhood yahoo aol naver daum kakao \
    baidu qq weibo taobao tmall jd yandex vk mail ok rakuten mercadolibre flipkart paytm grab gojek shopee lazada \
    tesla nvidia intel ibm oracle sap cisco dell hp samsung sony lg huawei xiaomi visa mastercard amex wise payoneer \
    revolut venmo cash skrill westernunion moneygram godaddy namecheap bluehost hostinger siteground cpanel hostgator \
    envato themeforest codecanyon creativemarket dribbble behance deviantart artstation pexels unsplash pixabay \
    shutterstock gettyimages freepik flaticon fontawesome grammarly deepl chatgpt midjourney copy character perplexity \
    cursor lovable replit bolt v0 eleven elevenlabs heygen descript customer segment mixpanel amplitude hotjar bill \
    crypto cars carvana turo doordash ubereats grubhub instacart opentable yelp groupon eventbrite ticketmaster meetup \
    tinder bumble match strava fitbit peloton nasa un who europa harvard mit stanford example test localhost domain \
    yourdomain mydomain site yoursite mysite website yourwebsite mywebsite company yourcompany mycompany foo bar abc";

/// Sites on which the first part of a path names a person or their work.
const PEOPLE: &str = "github gitlab bitbucket behance dribbble medium dev codepen codesandbox kaggle huggingface facebook \
    fb instagram twitter x tiktok vimeo soundcloud artstation deviantart contra fiverr calendly cal linktr linktree \
    paypal buymeacoffee ko-fi patreon notion figma loom dropbox wetransfer mega 1drv bit tinyurl rb cutt youtu discord \
    pinterest tumblr about beacons bio carrd vk ok weibo gumroad substack hashnode leetcode hackerrank codeforces";

/// Sites on which a later part does, and what stands before it.
const MARKED: &[(&str, &str)] = &[
    ("upwork", "freelancers agencies fl"),
    ("freelancer", "u"),
    ("linkedin", "in company pub"),
    ("youtube", "channel c user watch"),
    ("stackoverflow", "users"),
    ("google", "store file document spreadsheets presentation drive folders forms"),
    ("apple", "app developer"),
    ("whatsapp", "channel"),
    ("skype", "invite"),
    ("reddit", "user u"),
    ("guru", "freelancers"),
    ("peopleperhour", "freelancer"),
    ("clutch", "profile"),
    ("toptal", "resume"),
    ("themeforest", "user"),
    ("codecanyon", "user"),
    ("npmjs", "~"),
    ("paypal", "paypalme"),
];

/// Hosts that give every user a name below theirs.
const HOMES: &str = "github.io gitlab.io vercel.app netlify.app netlify.com herokuapp.com web.app firebaseapp.com pages.dev \
    workers.dev wixsite.com wordpress.com blogspot.com notion.site webflow.io myportfolio.com carrd.co framer.website \
    framer.app framer.media myshopify.com onrender.com surge.sh replit.app repl.co streamlit.app canva.site weebly.com \
    squarespace.com substack.com tumblr.com carbonmade.com bubbleapps.io glitch.me fly.dev lovable.app railway.app \
    hashnode.dev gumroad.com bandcamp.com itch.io tilda.ws behance.net";

/// First parts of a path that belong to the site, and accounts that everybody links.
const NO_PERSON: &str = "features topics orgs about pricing search marketplace explore settings login signup trending sponsors \
    apps home help support terms privacy blog docs documentation jobs careers contact categories category tags tag \
    watch share sharer intent hashtag shots gallery discover invite community api developers enterprise business \
    facebook google microsoft openai vercel nodejs angular vuejs laravel tensorflow pytorch huggingface apple aws \
    amazon mozilla apache kubernetes docker rust-lang golang python django pallets rails ruby symfony wordpress flutter \
    dart-lang jetbrains spring-projects elastic grafana hashicorp ethereum openzeppelin solana-labs bitcoin meta-llama \
    langchain-ai anthropics facebookresearch deepmind nvidia stripe shopify twbs tailwindlabs vitejs sveltejs reactjs \
    expressjs nestjs prisma supabase firebase electron puppeteer seleniumhq cypress-io redis mongodb postgres \
    models datasets spaces tutorials questions n8n-io comfyanonymous ultralytics ollama";

/// Parts of paths and first labels of pages that are read, not owned.
const READING: &str = "docs doc developer developers developer-docs documentation reference guide guides wiki forum forums support \
    help learn tutorial tutorials topics issues questions pull discussions releases news article articles policy";

/// Whether a label is a second ending of a country's: "co" in "rowan.co.uk".
pub fn is_second(label: &str) -> bool {
    has(SECOND, label)
}

/// Whether an ending is one of a host at all.
pub fn is_tld(top: &str) -> bool {
    has(SURE, top) || has(WEAK, top)
}

/// An ending that is no English word.
pub fn is_common_tld(top: &str) -> bool {
    has(SURE, top) || has("co me net", top)
}

/// Whether an ending is enough to read a bare host.
pub fn is_sure(top: &str) -> bool {
    has(SURE, top) && top != "io"
}

/// Whether an ending is one of a file, or nothing that an ending can be.
pub fn no_ending(top: &str) -> bool {
    has(FILES, top) || !(2..=24).contains(&top.len())
}

/// The label of a host that its owner chose: "rowan" of www.rowan.co.uk.
pub fn owner(host: &str) -> &str {
    let mut labels = host.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let second = labels.next().unwrap_or_default();
    match labels.next() {
        Some(third) if top.len() == 2 && has(SECOND, second) => third,
        _ => second,
    }
}

/// Whether a host is the name of a technology or a file: "socket.io", "asp.net", "main.rs".
pub fn is_technology(host: &str, top: &str) -> bool {
    has("py rs sh md pl ps so cc", top) || (has(TECHNOLOGIES, owner(host)) && !has("com org dev", top))
}

/// Whether a host is the name of a user below a site that gives such names.
pub fn is_home(host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let name = HOMES.split_ascii_whitespace().find_map(|home| host.strip_suffix(home)?.strip_suffix('.'));
    name.is_some_and(|name| !has("www docs api app help support blog developers", name))
}

/// What a host's pages say about who is behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// One person or firm: the host is theirs.
    Own,
    /// This page is of one person.
    Person,
    /// Everybody links it.
    Everyones,
}

/// Whether a page is of a code repository, which many link who did not write it.
pub fn is_repository(host: &str, path: &str) -> bool {
    has("github gitlab bitbucket huggingface", owner(host))
        && path.split('/').filter(|part| !part.is_empty()).count() > 1
}

/// Who is behind a page, by its host (without "www.") and path.
pub fn pages(host: &str, path: &str) -> Pages {
    if is_home(host) {
        return Pages::Own;
    }
    let label = owner(host);
    let read = |part: &str| has(READING, part);
    if host.split('.').next().is_some_and(read) || path.split(['/', '?', '#']).any(read) {
        return Pages::Everyones;
    }
    let mut parts = path.split(['/', '?', '#', '=', '&']).filter(|part| !part.is_empty());
    if let Some((_, before)) = MARKED.iter().find(|(site, _)| *site == label) {
        let mut marked = parts.clone().skip_while(|part| !has(before, part));
        if marked.next().is_some() && marked.next().is_some() {
            return Pages::Person;
        }
    }
    if has(PEOPLE, label) {
        let person = parts.next().is_some_and(|part| {
            let name = part.trim_start_matches('@');
            name.len() > 1 && !has(NO_PERSON, name)
        });
        let invited = matches!(path.get(..8), Some("/invite/")) && path.len() > 8;
        return if person || invited { Pages::Person } else { Pages::Everyones };
    }
    let top = host.rsplit('.').next().unwrap_or_default();
    let everyones = has(FAMOUS, label) || has(TECHNOLOGIES, label) || has("gov edu mil int", top) || label.len() < 2;
    if everyones { Pages::Everyones } else { Pages::Own }
}
