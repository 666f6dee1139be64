import axe from 'axe-core'
import { unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

let walkers = 0

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One person at a browser of their own. Every page they reach is checked for accessibility and for errors. */
export class Walker {
  private constructor(
    readonly page: Page,
    readonly origin: string,
    private readonly faults: string[],
    private readonly refused: Set<string>,
    readonly hasJavaScript: boolean,
    /** Pages that axe has examined, by their address and headings. */
    private readonly examined: Set<string>,
  ) {}

  static async arrive(
    browser: Browser,
    origin: string,
    hasJavaScript: boolean,
    examined: Set<string>,
  ): Promise<Walker> {
    walkers += 1
    const context = await browser.newContext({
      javaScriptEnabled: hasJavaScript,
      // Without scripts also means: on the narrowest screen that must do.
      viewport: { width: hasJavaScript ? 1100 : 320, height: 900 },
      extraHTTPHeaders: { 'X-Forwarded-For': `10.0.${Math.floor(walkers / 250)}.${walkers % 250}` },
    })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const faults: string[] = []
    const refused = new Set<string>()
    page.on('console', (message) => {
      // A browser counts a page that is refused, as the walk expects, among what failed.
      if (message.type() === 'error' && !refused.has(message.location().url))
        faults.push(`${page.url()}: ${message.text()}`)
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) faults.push(`${page.url()} asked ${request.url()}`)
    })
    return new Walker(page, origin, faults, refused, hasJavaScript, examined)
  }

  async leave(): Promise<void> {
    expect(this.faults).toEqual([])
    await this.page.context().close()
  }

  /** Checks the page that is open: no fault of accessibility, nothing wider than the window. */
  private async look(): Promise<void> {
    const overflow = await this.page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
    expect(overflow, `${this.page.url()} is wider than the window`).toBeLessThanOrEqual(0)
    // axe runs in the page, which cannot wait for it where scripts are off; the pages are the same.
    if (!this.hasJavaScript) return
    const headings = await this.page.locator('h1, h2').allInnerTexts()
    const kind = [new URL(this.page.url()).pathname.replace(/[^/]*\d[^/]*/g, ':id'), ...headings].join(' | ')
    if (this.examined.has(kind)) return
    this.examined.add(kind)
    // Without frames there is nothing to gather from other pages, which takes three times as long.
    await this.page.evaluate(axe.source)
    const { violations } = await this.page.evaluate((values) => {
      const { axe } = window as unknown as { axe: Pick<typeof import('axe-core'), 'run'> }
      return axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    }, standards)
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    expect(found, `accessibility of ${this.page.url()}`).toEqual([])
  }

  /** What was sent has not come back with something to mend. */
  private async wasTaken(): Promise<void> {
    expect(await this.page.locator('.govuk-error-summary').allInnerTexts(), this.page.url()).toEqual([])
  }

  async open(path: string, status = 200): Promise<this> {
    if (status >= 400) this.refused.add(this.origin + path)
    const response = await this.page.goto(this.origin + path)
    expect(response?.status(), path).toBe(status)
    await this.look()
    return this
  }

  /** Presses a button or follows a link by what it says, to the page after it. */
  async press(name: string | RegExp, which = 0): Promise<this> {
    const button = this.page.getByRole('button', { name, exact: typeof name === 'string' })
    const target = (await button.count()) > which ? button : this.page.getByRole('link', { name })
    await Promise.all([this.page.waitForEvent('load'), target.nth(which).click()])
    await this.look()
    await this.wasTaken()
    return this
  }

  /** Presses a button that is refused: what stands on the page says why, and what was typed is kept. */
  async pressRefused(name: string): Promise<this> {
    this.refused.add(this.page.url().replace(/#.*/, ''))
    return this.press(name)
  }

  /** Presses a button of a form that has something to mend: the page says what. */
  async pressToMend(name: string, says: string): Promise<this> {
    this.refused.add(this.page.url().replace(/#.*/, ''))
    const button = this.page.getByRole('button', { name, exact: true })
    await Promise.all([this.page.waitForEvent('load'), button.click()])
    await this.look()
    expect(await this.page.locator('.govuk-error-summary').allInnerTexts()).toEqual([expect.stringContaining(says)])
    return this
  }

  /** Takes a session over, as the cookie that carries it. */
  async carry(cookies: ReadonlyMap<string, string>): Promise<this> {
    const url = this.origin
    await this.page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
    return this
  }

  /** What a page leaves out on paper, though its reader sees it. */
  async doesNotPrint(path: string, texts: readonly (string | RegExp)[]): Promise<this> {
    await this.open(path)
    await this.page.emulateMedia({ media: 'print' })
    const printed = await this.page.locator('body').innerText()
    await this.page.emulateMedia({ media: 'screen' })
    expect(printed.length, `${path} on paper`).toBeGreaterThan(100)
    for (const text of texts) expect(printed, `${path} on paper`).not.toMatch(text)
    return this
  }

  /** What a download leaves out, though whoever takes it sees it elsewhere: a Word document's text, or the file as it is. */
  async doesNotDownload(path: string, texts: readonly (string | RegExp)[]): Promise<this> {
    const response = await this.page.request.get(this.origin + path)
    expect(response.status(), path).toBe(200)
    const bytes = await response.body()
    const document = bytes.subarray(0, 2).toString() === 'PK' ? unzipSync(bytes)['word/document.xml'] : bytes
    const said = new TextDecoder().decode(document)
    expect(said.length, path).toBeGreaterThan(100)
    for (const text of texts) expect(said, path).not.toMatch(text)
    return this
  }

  /** Follows the first link of the row or line that says this. */
  async pressIn(text: string): Promise<this> {
    const line = this.page.locator('main').locator('tr, li', { hasText: text }).first()
    await Promise.all([this.page.waitForEvent('load'), line.getByRole('link').first().click()])
    await this.look()
    return this
  }

  /** Opens what is folded away under a line. */
  async unfold(line: string): Promise<this> {
    await this.page.locator('summary', { hasText: line }).first().click()
    return this
  }

  /** Types into fields by their names in the form. */
  async type(fields: Record<string, string>): Promise<this> {
    for (const [name, text] of Object.entries(fields)) {
      const field = this.page.locator(`[name="${name}"]`).first()
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text)
      else await field.fill(text)
    }
    return this
  }

  /** Picks a radio or ticks a box by the form's name and its value. */
  async pick(name: string, value: string): Promise<this> {
    const choice = this.page.locator(`[name="${name}"][value="${value}"]`)
    const folded = this.page.locator('details:not([open])', { has: choice }).locator('summary')
    if ((await folded.count()) > 0) await folded.first().click()
    await choice.check({ force: true })
    return this
  }

  /** Ticks a box or picks a radio by what stands beside it. */
  async tickLabelled(label: string | RegExp): Promise<this> {
    await this.page
      .getByLabel(label, { exact: typeof label === 'string' })
      .first()
      .check({ force: true })
    return this
  }

  /** Where the first link of its kind leads. */
  async hrefOf(selector: string): Promise<string> {
    return (await this.page.locator('main').locator(selector).first().getAttribute('href')) ?? ''
  }

  /** Chooses from a list by what its line says. */
  async chooseFrom(name: string, says: RegExp): Promise<this> {
    const list = this.page.locator(`select[name="${name}"]`)
    const value = await list.locator('option', { hasText: says }).first().getAttribute('value')
    await list.selectOption(value)
    return this
  }

  /** Chooses from a list whose page shows what that does: by itself where scripts run, by its button elsewhere. */
  async tryOut(name: string, says: RegExp, button: string, shown: string): Promise<this> {
    const list = this.page.locator(`select[name="${name}"]`).first()
    await list.selectOption(await list.locator('option', { hasText: says }).first().getAttribute('value'))
    if (!this.hasJavaScript) await this.press(button)
    await this.page.locator('[data-effect]', { hasText: shown }).waitFor()
    await this.look()
    return this
  }

  /** Picks the first answer there is. */
  async pickFirst(name: string): Promise<this> {
    await this.page.locator(`input[name="${name}"]`).first().check({ force: true })
    return this
  }

  /** Presses the button of the page's one form. */
  async pressSubmit(): Promise<this> {
    const button = this.page.locator('main form button.govuk-button').first()
    await Promise.all([this.page.waitForEvent('load'), button.click()])
    await this.look()
    await this.wasTaken()
    return this
  }

  /** On the team page: who still has an invitation to answer. */
  async nameOfFirstWaiting(): Promise<string | null> {
    const waiting = this.page.locator('li', { hasText: 'Waiting for an answer' })
    return (await waiting.count()) === 0 ? null : waiting.first().locator('a').first().innerText()
  }

  /** Ticks every box of one of the page's forms, and presses its button. */
  async tickAllIn(form: string): Promise<this> {
    for (const box of await this.page.locator(`${form} input[type="checkbox"]`).all()) await box.check({ force: true })
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(`${form} button`).click()])
    await this.look()
    return this
  }

  /** Opens a page again and again until it says this: something that happens by itself has to come first. */
  async openUntil(path: string, says: string): Promise<this> {
    const read = async () => {
      await this.page.goto(this.origin + path)
      return this.page.locator('body').innerText()
    }
    await expect.poll(read, { timeout: 60_000, interval: 1_000 }).toContain(says)
    await this.look()
    return this
  }

  /** Presses a button that may answer on the page it stands on, until it says this. */
  async pressUntil(name: string, says: string): Promise<this> {
    await this.page.getByRole('button', { name, exact: true }).click()
    await this.waitFor(says)
    await this.look()
    return this
  }

  /** On the review's page: somebody who leads the team, the first or another of them. */
  async nameOfCoLead(which = 0): Promise<string> {
    const row = this.page.locator('tr', { hasText: 'Co-lead' }).filter({ hasText: 'Said yes' }).nth(which)
    return (await row.locator('td, th').first().innerText()).trim()
  }

  /** Does something on the page that is open while there is no connection; afterwards there is one again. */
  async withoutConnection(work: () => Promise<unknown>): Promise<this> {
    this.refused.add(this.page.url())
    await this.page.context().setOffline(true)
    await work()
    await this.page.context().setOffline(false)
    return this
  }

  /** Waits until a page says this by itself. */
  async waitFor(says: string): Promise<this> {
    await this.page.getByText(says, { exact: true }).waitFor()
    return this
  }

  async date(name: string, iso: string): Promise<this> {
    const [year = '', month = '', day = ''] = iso.split('-')
    return this.type({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year })
  }

  /** Becomes one of the demonstration's people by the list on the sign-in page. */
  async become(name: string): Promise<this> {
    await this.open('/sign-in')
    await this.press(name)
    await this.sees(`Signed in as ${name}`)
    return this
  }

  /** Signs in as real people do: an address, the mail, the link, a press. */
  async signIn(address: string): Promise<this> {
    await this.open('/sign-in')
    await this.type({ address })
    await this.press('Send me a link')
    await this.readMail(address, /sign in/i)
    await this.followMail()
    await this.press(/^Sign in/)
    return this
  }

  /** Opens the newest mail to an address at the demonstration's outbox. */
  async readMail(address: string, subject: RegExp): Promise<this> {
    await this.open('/demo/outbox')
    const line = this.page.locator('li', { hasText: address }).filter({ hasText: subject }).first()
    await Promise.all([this.page.waitForEvent('load'), line.getByRole('link').click()])
    await this.look()
    return this
  }

  /** Follows the one link of the mail that is open. */
  async followMail(): Promise<this> {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator('main a.govuk-button').click()])
    await this.look()
    return this
  }

  async sees(text: string | RegExp): Promise<this> {
    const main = (await this.page.locator('body').innerText()).replace(/\s+/g, ' ')
    if (typeof text === 'string') expect(main).toContain(text)
    else expect(main).toMatch(text)
    return this
  }

  async doesNotSee(text: string | RegExp): Promise<this> {
    const html = await this.page.content()
    if (typeof text === 'string') expect(html).not.toContain(text)
    else expect(html).not.toMatch(text)
    return this
  }

  /** The first match of a pattern in the address of the page, such as a reference. */
  /** Which of these names the page that is open says. */
  async namesAmong(names: readonly string[]): Promise<string[]> {
    const said = await this.page.locator('main').innerText()
    return names.filter((name) => said.includes(name))
  }

  refInAddress(pattern: RegExp): string {
    const ref = pattern.exec(this.page.url())?.[0]
    if (!ref) throw new Error(`${this.page.url()} has no ${pattern}`)
    return ref
  }
}
