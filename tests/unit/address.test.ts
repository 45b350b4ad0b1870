import { expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

fakePlatform();
const { isOtherPage } = await import("../../extension/content/address.ts");
const { capturedAt } = await import("../../extension/content/clock.ts");
const { bySite, covers, knownSite, siteName } = await import("../../extension/common/tab.ts");

test("another path or query is another page; another place in it is not", () => {
  expect(isOtherPage("https://a.b/x", "https://a.b/y")).toBe(true);
  expect(isOtherPage("https://a.b/x?p=1", "https://a.b/x?p=2")).toBe(true);
  expect(isOtherPage("https://a.b/x", "https://a.b/x#y")).toBe(false);
  expect(isOtherPage("https://a.b/x#a", "https://a.b/x#b")).toBe(false);
});

test("a pattern covers its host and nothing that only looks like it", () => {
  const one = "https://www.upwork.com/*";
  expect(covers(one, "https://www.upwork.com/freelancers/x")).toBe(true);
  expect(covers(one, "https://www.upwork.com:443/")).toBe(true);
  for (const no of ["http://www.upwork.com/", "https://www.upwork.com.evil.example/", "https://evil.example/www.upwork.com/", "https://upwork.com/", "about:blank", "", "x"]) {
    expect(covers(one, no), no).toBe(false);
  }
  expect(covers("https://*.fiverr.com/*", "https://pro.fiverr.com/a")).toBe(true);
  expect(covers("https://*.fiverr.com/*", "https://fiverr.com/a")).toBe(true);
  expect(covers("https://*.fiverr.com/*", "https://notfiverr.com/a")).toBe(false);
  expect(knownSite("https://www.upwork.com/x")).toBe(one);
  expect(siteName("https://*.fiverr.com/*")).toBe("fiverr.com");
});

test("the moment carries the page's own offset", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  now.getTimezoneOffset = () => 300;
  expect(capturedAt(now)).toBe("2026-11-21T05:00:00-05:00");
  now.getTimezoneOffset = () => -345;
  expect(capturedAt(now)).toBe("2026-11-21T15:45:00+05:45");
  now.getTimezoneOffset = () => 0;
  expect(capturedAt(now)).toBe("2026-11-21T10:00:00+00:00");
});

test("with and without www, it is one site to a person", () => {
  const hosts = ["https://fiverr.com/*", "https://upwork.com/*", "https://www.fiverr.com/*"];
  expect([...bySite(hosts)]).toEqual([
    ["fiverr.com", ["https://fiverr.com/*", "https://www.fiverr.com/*"]],
    ["upwork.com", ["https://upwork.com/*"]],
  ]);
});
