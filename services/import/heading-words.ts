/** What a column of a members' list is about. `ignored` is known and not wanted (telephone, address, reference). */
export type Field =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'title'
  | 'email'
  | 'yot'
  | 'position'
  | 'status'
  | 'inPost'
  | 'vacant'
  | 'left'
  | 'onLeave'
  | 'leavingReason'
  | 'leaveReason'
  | 'joinedOn'
  | 'amount'
  | 'paid'
  | 'paidOn'
  | 'paidUntil'
  | 'po'
  | 'invoice'
  | 'membershipKind'
  | 'notes'
  | 'ignored'

const whose =
  '(?:members?|contacts?|persons?|managers?|delegates?|staff|main|primary|key|named|lead|lead officers?|post ?holders?)'
const body = `(?:yots?|yos|yjs|yjt|youth (?:offending|justice) (?:team|service)s?|youth justice|services?|teams?|(?:(?:local|employing) )?authorit(?:y|ies)|local auth|la|councils?|county|area|organi[sz]ations?|org|employer|borough|partnership|place of work|workplace|location|base)`
const money = '(?:amount|amt|fees?|subs?|subscriptions?|payments?|cost|sum|price|dues|charge|rate)'
const roles =
  '(?:(?:yot|yos|yjs|service|team|operational|operations|deputy|senior) )?(?:managers?|heads? of (?:service|yot|yos|yjs|youth justice)|hos|head|deputy|assistant head)'

const all = (...patterns: readonly string[]) => patterns.map((pattern) => new RegExp(pattern))

/**
 * How headings are worded, on the folded heading ("E-mail address (work)" is "e mail address"). Tried in this order;
 * the first that fits wins, so the particular stand before the general.
 */
export const headingWords: readonly (readonly [Field, readonly RegExp[]])[] = [
  ['leavingReason', all(String.raw`\breasons?\b.*\b(?:left|leaving|departure|resign)`, '^why.*left')],
  [
    'leaveReason',
    all(
      String.raw`\breasons?\b.*\b(?:leave|absence)\b`,
      '(?:leave|absence) (?:reason|type|details?)',
      '(?:type|kind) of (?:leave|absence)',
    ),
  ],
  ['email', all(String.raw`\be ?mails?`, 'electronic mail', '^mail$')],
  [
    'ignored',
    all(
      String.raw`\b(?:tel|telephone|phone|mobile|mob|fax|address|post ?code|town|region|date of birth|dob|gender|photo|website|url|grade)\b`,
      '^(?:ref|reference|id|no|number|row|s no|known as|(?:member|membership) (?:no|number|id|ref))$',
    ),
  ],
  ['title', all('^(?:title|salutation|prefix|honorific|mr mrs.*)$')],
  ['firstName', all('^(?:first|given|christian|fore) ?names?$', '^(?:first|given)$')],
  ['lastName', all('^(?:last|sur|family|second) ?names?$', '^(?:last|family)$')],
  [
    'joinedOn',
    all(
      String.raw`\b(?:joined|joining|join date|since)\b`,
      String.raw`^when\b.*\bjoin`,
      '^(?:membership )?start(?:ed)?(?: date)?$',
      '^date (?:started|of membership)',
      '^membership date$',
    ),
  ],
  [
    'paidUntil',
    all(
      `(?:paid|valid|member|membership|covered|current|${money}) (?:up )?(?:until|till?|to|up to)$`,
      String.raw`\b(?:paid|valid) (?:up )?(?:until|till?|to)\b`,
      String.raw`\bexpir`,
      '^exp date$',
      String.raw`\brenew`,
      `(?:membership|${money}) end(?:s|ing)?(?: date)?$`,
      '^(?:until|due date|next due|lapses|end of membership)$',
    ),
  ],
  [
    'paidOn',
    all(
      String.raw`\b(?:paid|payment|pd) (?:on|date)\b`,
      `date (?:of )?(?:last )?(?:${money} )?(?:paid|payment|received|recd)`,
      '^(?:when paid|received(?: on)?|last (?:paid|payment))$',
    ),
  ],
  [
    'left',
    all(
      '^(?:left|leavers?|has left)(?: y n)?$',
      'date (?:of )?(?:left|leaving)',
      '(?:left|leaving) (?:on|date)',
      '^post end(?:ed)?(?: date)?$',
    ),
  ],
  ['onLeave', all('^(?:(?:on )?(?:long term )?leave|absent|absence)(?: y n)?$')],
  ['vacant', all('^(?:post )?vacan(?:t|cy)(?: y n)?$')],
  ['inPost', all('^(?:(?:still |currently )?in post|still (?:there|a member)|current)(?: y n)?$')],
  [
    'paid',
    all(
      `^(?:has |have )?(?:${money} )?(?:paid|pd)(?: up)?(?: (?:yes no|y n|in full|bacs|how))?(?: .*\\d.*)?$`,
      String.raw`^\d[\d ]* paid$`,
      String.raw`^(?:has|have|is) .*\bpaid\b`,
      '^(?:how paid|payment method|up to date)$',
      `^${money} (?:status|received|recd)$`,
      String.raw`^(?:20)?\d\d (?:20)?\d\d$`,
    ),
  ],
  ['status', all(String.raw`\bstatus\b`, '^(?:active|live|post type|type of post|employment basis)$')],
  ['po', all(String.raw`^p ?o\b(?! box)`, 'purchase order', '^order (?:no|number|ref)')],
  ['invoice', all('^inv(?:oice)?s?(?: (?:no|number|ref|reference|id))?$', '^(?:no|number) of invoice$')],
  [
    'membershipKind',
    all(
      '^(?:membership|(?:(?:membership|member) )?(?:type|category|kind|class)|(?:type|category|kind) of member(?:ship)?|group or individual|individual or group|group individual|individual group)$',
    ),
  ],
  [
    'amount',
    all(
      `^(?:membership |annual |total |group |individual )*${money}(?: (?:paid|due|received|charged|amount|details?|gbp|pounds))?(?: .*\\d.*)?$`,
      String.raw`^\d[\d ]* ${money}$`,
      '^(?:£|gbp|how much)$',
    ),
  ],
  [
    'position',
    all(
      '^(?:post|posts|post ?title|(?:post|posts) held|(?:current|substantive) post|title of post)$',
      String.raw`\b(?:positions?|job|role|designation)\b`,
    ),
  ],
  [
    'name',
    all(
      `^(?:name of )?(?:the )?(?:(?:full|${whose}) )*names?(?: in full)?(?: \\d)?$`,
      `^names? of (?:the )?(?:yot |yos |yjs |service )?${whose}$`,
      '^(?:yot|yos|yjs|service) (?:contact|lead)(?: name)?$',
      '^(?:sur|last |fore|first )names? (?:and )?(?:sur|last |fore|first )names?$',
      '^names? (?:last|first|sur).*$',
      `^(?:(?:${whose} )*${whose}|who|attendee|people)(?: \\d)?$`,
      '^display names?$',
    ),
  ],
  [
    'yot',
    all(
      `^which ${body}`,
      `^(?:names? of )?(?:your |home |member )?${body}(?: (?:and |or )?${body})*(?: names?)?(?: \\d)?$`,
    ),
  ],
  ['name', all(`^(?:name of )?${roles}(?: (?:and |or )?${roles})*(?: names?)?(?: \\d)?$`)],
  [
    'notes',
    all(
      String.raw`\b(?:notes?|comments?|remarks?)\b`,
      '(?:other|further|additional) info',
      '^(?:info|information|other|misc)$',
    ),
  ],
]

/** Headings that name the post its people hold: "Head of Service", "Deputy name". */
export const roleHeading = new RegExp(`^(?:name of )?${roles}(?: (?:and |or )?${roles})*(?: names?)?(?: \\d)?$`)
