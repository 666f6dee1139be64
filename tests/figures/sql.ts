/*
 * Conditions that several tests of figures share, written from the rules and not from the rooms' own statements. $1 is the day.
 */

/** A place in the bank (s) whose person may do something on the day. */
export const available = `s.status::text <> 'removed' and s."expiresOn" >= $1::date
  and not exists (select from "Person" p where p.id = s."personId" and p."leftAt" is not null)
  and not exists (select from "Suspension" u where u."personId" = s."personId" and u."liftedAt" is null and $1::date between u."from" and coalesce(u.until, 'infinity'))
  and not exists (select from "StandingCondition" c where c."personId" = s."personId" and c."confirmedOn" is null and c."liftedAt" is null and $1::date > c."dueOn")
  and s."lastLevel" is not null and coalesce(s."practisedUntil" + interval '60 months', 'infinity') >= $1::date
  and exists (select from "Profile" f where f."personId" = s."personId"
    and (f."dbsNotNeededBecause" is not null or f."dbsSeenOn" + interval '36 months' >= $1::date))`

/** The region where somebody works or worked last. */
export const homeOf = (person: string): string => `(
  select coalesce(min(s."lastRegion"), min(h.region)) from (select ${person} as id) who left join "Standing" s on s."personId" = who.id
    left join (select distinct on (h."personId") h."personId", y.region from "Holding" h join "Yot" y on y.code = h."yotCode"
      order by h."personId", h.until is null desc, h.until desc, h."from" desc) h on h."personId" = who.id)`

/** A review (r) that took place in the year that ended 90 days before the day. */
export const visitedIn = `r.status::text ~ '^(presented|draft_report|accuracy|final|action_plan|progress_review|closed)$'
  and case when r."arrivedOn" is null then r."startsOn" else r."arrivedOn" end
    between $1::date - 91 - interval '1 year' + interval '1 day' and $1::date - 91`
