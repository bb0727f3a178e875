// SPDX-License-Identifier: GPL-2.0-or-later
// The search page in a real browser, at the widths of a phone, a tablet and a
// desk: node browser.mjs ADDRESS FOLDER. Screenshots go to FOLDER, and to its file
// pages the names and addresses of what they show.
import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [address, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url)
	.resolve("axe-core/axe.min.js"), "utf8");
const widths = [320, 768, 1280];
let failed = 0;

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

// A page that must say nothing on its console: no script error, nothing that
// the security policy refused.
async function open(width, options = {}) {
	const context = await browser.newContext({
		viewport: { width, height: 900 }, locale: "vi-VN", ...options });
	const page = await context.newPage();
	page.said = [];
	page.on("console", (message) => {
		if (["error", "warning"].includes(message.type()))
			page.said.push(message.text());
	});
	page.on("pageerror", (error) => page.said.push(String(error)));
	return page;
}

async function check(name, width, options, body) {
	const page = await open(width, options);
	try {
		await body(page);
		assert.deepEqual(page.said, [], "console");
		console.log(`ok   ${name} ${width}`);
	} catch (error) {
		failed++;
		console.log(`FAIL ${name} ${width}: ${error.stack}`);
		await page.screenshot({ path: `${folder}/failed-${width}.png` })
			.catch(() => {});
	}
	await page.context().close();
}

// The scripts of axe come by the debugger's way, which no policy forbids.
async function accessible(page) {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() =>
		window.axe.run(document, { resultTypes: ["violations"] }));
	assert.deepEqual(violations.map((v) =>
		`${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`), []);
}

async function fits(page) {
	const [inner, wide] = await page.evaluate(() =>
		[window.innerWidth, document.documentElement.scrollWidth]);
	assert.ok(wide <= inner, `${wide} px are shown in ${inner}`);
}

async function keep(page, name) {
	await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
	appendFileSync(`${folder}/pages`, `${name} ${page.url()}\n`);
}

const count = async (page) => Number((await page.locator(".count")
	.textContent()).match(/[\d.]+/)[0].replaceAll(".", ""));

await Promise.all(widths.map(async (width) => {
	await check("search", width, {}, async (page) => {
		await page.goto(address);
		await fits(page);
		await accessible(page);
		await keep(page, `form-${width}`);
		await page.getByRole("combobox").fill("dai hoi");
		await page.keyboard.press("Enter");
		await page.waitForURL(/q=dai/);
		assert.match(await page.title(), /^dai hoi – \d+ kết quả/);
		assert.equal(await page.locator(".hits > li").count(), 10);
		assert.ok(await page.locator("mark").count() > 0);
		await fits(page);
		await accessible(page);
		await keep(page, `results-${width}`);
	});
	await check("suggestions", width, {}, async (page) => {
		await page.goto(address);
		const box = page.getByRole("combobox");
		await box.pressSequentially("dai h");
		await page.locator("[role=option]").first().waitFor();
		assert.equal(await box.getAttribute("aria-expanded"), "true");
		await accessible(page);
		await keep(page, `suggestions-${width}`);
		await page.keyboard.press("ArrowDown");
		const option = page.locator("[role=option][aria-selected=true]");
		const text = await option.textContent();
		assert.equal(await box.inputValue(), text);
		assert.equal(await box.getAttribute("aria-activedescendant"),
			await option.getAttribute("id"));
		await page.keyboard.press("Escape");
		assert.equal(await box.inputValue(), "dai h");
		assert.equal(await box.getAttribute("aria-expanded"), "false");
		await box.press("o");
		await page.locator("[role=option]").first().waitFor();
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("ArrowUp");
		const chosen = await box.inputValue();
		await page.keyboard.press("Enter");
		await page.waitForURL(/q=/);
		assert.equal(await page.getByRole("combobox").inputValue(),
			chosen);
	});
	await check("the form on another page", width, {}, async (page) => {
		await page.goto(new URL("/site.html", address).href);
		const box = page.getByRole("combobox");
		await box.pressSequentially("dai h");
		const list = page.getByRole("listbox");
		await list.waitFor();
		await fits(page);
		await accessible(page);
		const [under, over] = [await list.boundingBox(),
			await box.boundingBox()];
		assert.ok(Math.abs(under.x - over.x) < 2, "beside the box");
		assert.ok(Math.abs(under.y - over.y - over.height) < 4,
			"not under the box");
		assert.ok((await page.getByRole("status").boundingBox()).width < 2);
		await keep(page, `form-${width}`);
		await page.keyboard.press("ArrowDown");
		const option = page.locator("[role=option][aria-selected=true]");
		const text = await option.textContent();
		assert.notEqual(await option.evaluate(
			(e) => getComputedStyle(e).backgroundColor),
			await list.evaluate(
				(e) => getComputedStyle(e).backgroundColor));
		await page.keyboard.press("Enter");
		await page.waitForURL(/tra-cuu\?q=/);
		assert.equal(await page.getByRole("combobox").inputValue(), text);
	});
	await check("did you mean", width, {}, async (page) => {
		await page.goto(`${address}?q=dai+hoi+dang+bo`);
		await page.locator(".said a").first().click();
		assert.equal(await page.getByRole("combobox").inputValue(),
			"đại hội đảng bộ");
	});
	await check("filters", width, {}, async (page) => {
		await page.goto(`${address}?q=hoi`);
		if (width < 768)
			await page.locator(".to-filters").click();
		const link = page.locator(".filters li a").first();
		const n = Number((await link.textContent()).match(/(\d+)\)/)[1]);
		const all = await count(page);
		await link.click();
		assert.equal(await count(page), n);
		await fits(page);
		await accessible(page);
		await keep(page, `filtered-${width}`);
		await page.locator(".chosen p a").click();
		assert.equal(await count(page), all);
		await page.fill("#from", "1/1/2020");
		await page.fill("#to", "31/12/2020");
		await page.locator(".dates button").click();
		for (const day of await page.locator("time").all())
			assert.match(await day.getAttribute("datetime"), /^2020/);
		assert.ok(await count(page) < all);
	});
	await check("pages and back", width, {}, async (page) => {
		await page.goto(`${address}?q=hoi`);
		const first = await page.locator(".hits h2").first().textContent();
		await page.locator("a[rel=next]").click();
		await page.waitForURL(/p=2/);
		assert.match(await page.title(), /trang 2/);
		const second = await page.locator(".hits h2").first().textContent();
		assert.notEqual(first, second);
		await accessible(page);
		await page.goBack();
		assert.equal(await page.locator(".hits h2").first().textContent(),
			first);
		await page.locator(".orders a").nth(1).click();
		const days = await page.locator(".hits time").evaluateAll((all) =>
			all.map((time) => time.dateTime));
		assert.deepEqual(days, [...days].sort().reverse());
	});
	await check("a document", width, {}, async (page) => {
		await page.goto(`${address}?q=bep+an`);
		await page.locator(".links a").first().click();
		assert.ok(await page.locator("article mark").count() > 0);
		await fits(page);
		await accessible(page);
		await keep(page, `document-${width}`);
		await page.locator(".back a").click();
		await page.waitForURL(/q=bep/);
	});
	await check("nothing, and errors", width, {}, async (page) => {
		await page.goto(`${address}?q=xyzzyxyzzy`);
		await fits(page);
		await accessible(page);
		await keep(page, `nothing-${width}`);
		await page.goto(`${address}?p=0`);
		page.said.length = 0; // the browser notes the status
		await accessible(page);
		await keep(page, `error-${width}`);
	});
	await check("without scripts", width, { javaScriptEnabled: false },
		async (page) => {
			await page.goto(address);
			await page.fill("#q", "khu công nghiệp");
			await page.click("form[role=search] button");
			await page.waitForURL(/q=khu/);
			assert.ok(await page.locator(".hits > li").count() > 0);
			await page.locator(".filters li a").first().click();
			assert.ok(await page.locator(".chosen").count() === 1);
		});
	await check("dark", width, { colorScheme: "dark" }, async (page) => {
		await page.goto(`${address}?q=dai+hoi`);
		const color = await page.evaluate(() =>
			getComputedStyle(document.body).backgroundColor);
		assert.ok(color.match(/\d+/g).every((part) => part < 64), color);
		await accessible(page);
		await keep(page, `dark-${width}`);
	});
	await check("print", width, {}, async (page) => {
		await page.goto(`${address}?q=dai+hoi`);
		await page.emulateMedia({ media: "print" });
		for (const gone of ["form[role=search]", ".filters", ".orders"])
			assert.ok(!await page.locator(gone).first().isVisible(), gone);
		assert.ok(await page.locator(".hits h2").first().isVisible());
		await keep(page, `print-${width}`);
	});
	await check("keyboard", width, {}, async (page) => {
		await page.goto(`${address}?q=dai+hoi`);
		await page.keyboard.press("Tab");
		const skip = page.locator(":focus");
		assert.equal(await skip.getAttribute("href"), "#main");
		assert.ok((await skip.boundingBox()).x >= 0);
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		assert.ok(await page.locator("main :focus").count() === 1);
	});
}));

await browser.close();
console.log(`${failed} failed`);
process.exit(failed ? 1 : 0);
