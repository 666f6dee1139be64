import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { DeskPage } from '#services/fairness/index.ts'

/** What an administrator can do: put something in place for now, have it drawn, send it elsewhere. They decide nothing. */
export const LookAfter = ({ page }: { page: DeskPage }) => {
  const { version } = page
  const measure = useForm({ reviewOn: page.latestReview }, 'measure')
  const renew = useForm({ reviewOn: page.latestReview }, 'renew')
  const elsewhere = useForm({}, 'elsewhere')
  const running = page.measures.filter(({ isRunning }) => isRunning)
  return (
    <>
      {page.reasonsOfMeasures.length > 0 && (
        <section aria-labelledby="why-now">
          <h2 className="govuk-heading-m" id="why-now">
            Why something holds for now
          </h2>
          <p className="govuk-body">Only those who look after this read it.</p>
          {page.reasonsOfMeasures.map(({ number, from, reason }) => (
            <p className="govuk-body" key={`${number} ${from}`}>
              {longDate(from)}: {reason}
            </p>
          ))}
        </section>
      )}
      {running.map(({ id, words, reviewOn, number }) => (
        <Details key={id} summary={`${words}: renew or end it`} open={renew.isTyped}>
          <p className="govuk-body">It ends by itself after {longDate(reviewOn)}.</p>
          {number < 4 && (
            <PostForm intent="renew" version={version}>
              <input type="hidden" name="measureId" value={id} />
              <DateInput {...renew.date('reviewOn')} legend="Until when?" legendSize="s" />
              <CharacterCount
                {...renew.text('reason')}
                label="Why does it go on?"
                labelSize="s"
                maxLength={2000}
                threshold={75}
              />
              <Button variant="secondary" preventDoubleClick>
                Renew it
              </Button>
            </PostForm>
          )}
          <PostForm intent="end" version={version}>
            <input type="hidden" name="measureId" value={id} />
            <Button variant="secondary" preventDoubleClick>
              End it now
            </Button>
          </PostForm>
        </Details>
      ))}
      {page.possible.length > 0 && (
        <Details summary="Put something in place for now" open={measure.isTyped}>
          <PostForm intent="measure" version={version}>
            <p className="govuk-body">
              It decides nothing. Both sides are told that it holds; your reason stays with those who look after this.
            </p>
            <Radios
              {...measure.text('target')}
              legend="What?"
              legendSize="s"
              items={page.possible.map(({ value, label }) => ({ value, label }))}
            />
            <DateInput
              {...measure.date('reviewOn')}
              legend="When is it looked at again?"
              hint={`A working day, ${longDate(page.latestReview)} at the latest. After it, it ends by itself.`}
              legendSize="s"
            />
            <CharacterCount {...measure.text('reason')} label="Why?" labelSize="s" maxLength={2000} threshold={75} />
            <Button variant="warning" preventDoubleClick>
              Put it in place
            </Button>
          </PostForm>
        </Details>
      )}
      {page.mayDraw && (
        <PostForm intent="draw">
          <p className="govuk-body">
            Two working days after it was brought it is drawn by itself. If you have looked, it can be drawn now: by
            rule, among those without a conflict, of neither region, who have least to do.
          </p>
          <Button preventDoubleClick>Draw who decides</Button>
        </PostForm>
      )}
      {page.whys.length > 0 && (
        <Details summary="It is not for here" open={elsewhere.isTyped}>
          <PostForm intent="elsewhere" version={version}>
            <Radios
              {...elsewhere.text('why')}
              legend="Why?"
              legendSize="s"
              hint="Of what concerns a child’s safety, nothing of what was written is kept."
              items={page.whys.map(({ value, label }) => ({ value, label }))}
            />
            <Button variant="secondary" preventDoubleClick>
              Send them elsewhere
            </Button>
          </PostForm>
        </Details>
      )}
    </>
  )
}
