import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.ts'
import { excelWorkbook } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { caseWorkbook } from '#services/insight/index.ts'

export const loader = async (args: LoaderFunctionArgs) => {
  const { bytes, day } = orThrow(await caseWorkbook(await requireActor(args)))
  return excelWorkbook({ bytes, name: `business-case-${day}.xlsx` })
}
