// A browser for tests/pages/run: one request a line on standard input, one answer a line on standard output, both JSON.
// What comes of a page is judged there, not here.
"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const readline = require("readline");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];

// What stands in the page, as facts: run inside it.
function look() {
	const all = [...document.querySelectorAll("*")];
	const clean = (text) => text.replace(/\s+/g, " ").trim();
	const rows = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => clean(cell.textContent)));
	const scrolls = (element) => {
		for (let box = element.parentElement; box; box = box.parentElement)
			if (/auto|scroll|hidden/.test(getComputedStyle(box).overflowX))
				return true;
		return false;
	};
	const width = document.documentElement.clientWidth;
	return {
		written: [document.documentElement.lang, getComputedStyle(document.body).direction],
		aligned: [...new Set([...document.querySelectorAll(".n, .numbers td:nth-child(2)")].map((cell) => getComputedStyle(cell).textAlign))],
		text: document.body.textContent,
		shown: document.body.innerText,
		policies: [...document.querySelectorAll("meta[http-equiv]")].map((meta) => [meta.httpEquiv, meta.content]),
		tags: [...new Set(all.map((element) => element.localName))],
		handlers: all.flatMap((element) => [...element.attributes].map((each) => each.name)).filter((name) => /^on/i.test(name)),
		attributes: [...new Set(all.flatMap((element) => [...element.attributes].map((each) => each.name)))],
		loaded: all.flatMap((element) => [...element.attributes]).filter((each) => /^(src|srcset|href|action|data|poster|style)$/.test(each.name))
			.map((each) => [each.name, each.value.slice(0, 60)]),
		styles: [...document.querySelectorAll("style")].map((style) => style.textContent),
		ids: all.filter((element) => element.id).map((element) => element.id),
		named: [...document.querySelectorAll("[aria-labelledby]")].map((element) => element.getAttribute("aria-labelledby")),
		links: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href").slice(0, 60)),
		downloads: [...document.querySelectorAll("a[download]")].map((link) => link.getAttribute("href")),
		pictures: [...document.images].map((image) => ({ alt: image.alt, drawn: image.complete && image.naturalWidth > 0, width: image.width })),
		labels: [...document.querySelectorAll("bdi")].map((label) => label.textContent),
		tables: [...document.querySelectorAll("table")].map(rows),
		folds: document.querySelectorAll("details").length,
		outside: all.filter((element) => (element.getBoundingClientRect().right > width + 1 || element.getBoundingClientRect().left < -1) && !scrolls(element))
			.map((element) => element.outerHTML.slice(0, 120)),
		scroll: [document.documentElement.scrollWidth, width],
		ran: window.ran,
	};
}

async function visit(context, request) {
	const events = [];
	const page = await context.newPage();
	const loads = [];
	page.on("request", (load) => loads.push(load.url().slice(0, 200)));
	page.on("dialog", (dialog) => { events.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
	page.on("console", (message) => events.push(`console ${message.text()}`));
	page.on("pageerror", (error) => events.push(`error ${error.message}`));
	page.on("popup", (popup) => events.push(`popup ${popup.url()}`));
	if (request.media)
		await page.emulateMedia({ media: request.media });
	const before = Date.now();
	await page.goto(`file://${request.path}`);
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	const seconds = (Date.now() - before) / 1000;
	if (request.open)
		await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
	const facts = await page.evaluate(look);
	facts.seconds = seconds;
	if (request.axe) {
		await page.evaluate(AXE);
		facts.axe = await page.evaluate(() => window.axe.run(document, {
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"],
		}).then((result) => ({
			passes: result.passes.length,
			violations: result.violations.map((each) => `${each.id}: ${each.nodes.length}: ${each.nodes[0].html.slice(0, 200)} ${each.nodes[0].failureSummary}`),
		})));
	}
	if (request.follow) {
		await page.click(request.follow);
		await page.waitForTimeout(100);
		facts.followed = await page.evaluate(() => {
			const target = document.querySelector(location.hash);
			const place = target.getBoundingClientRect();
			return { text: target.textContent, visible: target.checkVisibility() && place.top >= 0 && place.bottom <= window.innerHeight };
		});
	}
	if (request.picture)
		await page.screenshot({ path: request.picture, fullPage: true, clip: request.clip });
	if (request.pdf)
		await page.pdf({ path: request.pdf, format: "A4", preferCSSPageSize: true, printBackground: false });
	facts.loads = loads;
	facts.events = events;
	return facts;
}

async function answer(browser, request) {
	const context = await browser.newContext({
		viewport: { width: request.width || 1100, height: request.height || 800 }, colorScheme: request.scheme || "light",
		deviceScaleFactor: request.scale || 1, bypassCSP: Boolean(request.bypass), reducedMotion: "reduce",
	});
	try {
		return await visit(context, request);
	} finally {
		await context.close();
	}
}

async function main() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "segbias-browser-"));
	const browser = await chromium.launch({ executablePath: process.argv[2], headless: true, args: [...FLAGS, `--crash-dumps-dir=${folder}`] });
	try {
		for await (const line of readline.createInterface({ input: process.stdin })) {
			let result;
			try {
				result = await answer(browser, JSON.parse(line));
			} catch (error) {
				result = { failed: String(error) };
			}
			process.stdout.write(`${JSON.stringify(result)}\n`);
		}
	} finally {
		await browser.close();
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

main().catch((error) => {
	process.stderr.write(`${error.stack}\n`);
	process.exitCode = 1;
});
