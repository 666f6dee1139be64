import { launchBrowser, serveDemonstration } from './demonstration.ts'

/* Makes the README's picture from the demonstration: a coordinator looks at the teams that are proposed for a review. */

const [browser, { origin, stop }] = await Promise.all([launchBrowser(), serveDemonstration()])
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 1240 }, deviceScaleFactor: 1 })
  const press = (name: string) =>
    Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).first().click()])
  await page.goto(`${origin}/sign-in`)
  await press('Wren Calloway')
  await page.goto(`${origin}/association/requests?group=team`)
  const hull = page.locator('main tr', { hasText: 'Hull' }).getByRole('link').first()
  await Promise.all([page.waitForEvent('load'), hull.click()])
  await page.goto(`${page.url()}/team`)
  await press('Propose teams')
  // Without the notice of what was just pressed.
  await page.goto(page.url())
  await page.screenshot({ path: 'docs/picture.png' })
  process.stdout.write('docs/picture.png shows the product as it is now.\n')
} finally {
  await browser.close()
  await stop()
}
