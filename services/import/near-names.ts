import { foldText } from '#services/core/fold.ts'

/** First names and what they are shortened to where the short form is not just their beginning. */
const shortForms: readonly (readonly string[])[] = [
  ['robert', 'bob', 'bobby', 'rob', 'robbie', 'bert'],
  ['william', 'bill', 'billy', 'will', 'liam'],
  ['elizabeth', 'elisabeth', 'liz', 'lizzie', 'beth', 'betty', 'eliza', 'libby', 'betsy'],
  [
    'katherine',
    'catherine',
    'kathryn',
    'cathryn',
    'kate',
    'katie',
    'kathy',
    'cathy',
    'kath',
    'cath',
    'kitty',
    'kat',
    'cat',
  ],
  ['margaret', 'maggie', 'meg', 'peggy', 'marge', 'mags', 'greta'],
  ['anthony', 'antony', 'tony'],
  ['richard', 'dick', 'rick', 'ricky', 'rich', 'richie'],
  ['james', 'jim', 'jimmy', 'jamie'],
  ['john', 'jack', 'jon', 'johnny', 'jonny'],
  ['jonathan', 'jonathon', 'jon', 'jonny', 'john'],
  ['michael', 'mike', 'mick', 'mickey', 'micky'],
  ['stephen', 'steven', 'steve', 'stevie'],
  ['philip', 'phillip', 'phil', 'pip'],
  ['geoffrey', 'jeffrey', 'geoff', 'jeff'],
  ['edward', 'ed', 'eddie', 'ted', 'teddy', 'ned'],
  ['andrew', 'andy', 'drew'],
  ['alexander', 'alexandra', 'alex', 'sandy', 'sandra', 'alec', 'lexi', 'xander'],
  ['christopher', 'christine', 'christina', 'christian', 'chris', 'kit', 'tina', 'chrissie'],
  ['patricia', 'patrick', 'pat', 'patsy', 'paddy', 'trish', 'tricia', 'trisha'],
  ['susan', 'suzanne', 'susanna', 'sue', 'susie', 'suzy'],
  ['rebecca', 'becky', 'becca', 'bex'],
  ['jennifer', 'jen', 'jenny', 'jenni'],
  ['deborah', 'debra', 'deb', 'debbie'],
  ['victoria', 'vicky', 'vicki', 'tori'],
  ['jacqueline', 'jackie', 'jacqui', 'jacky'],
  ['dorothy', 'dot', 'dottie', 'dolly'],
  ['sarah', 'sara', 'sally', 'sal'],
  ['frances', 'francis', 'fran', 'frankie', 'frank'],
  ['joseph', 'joe', 'joey', 'josephine', 'jo', 'josie'],
  ['joanne', 'joanna', 'jo', 'joan', 'joann'],
  ['charles', 'charlie', 'chuck', 'charlotte', 'lottie'],
  ['henry', 'harry', 'hal', 'harold'],
  ['lawrence', 'laurence', 'larry', 'laurie'],
  ['eleanor', 'ellie', 'nell', 'nellie', 'helen', 'ellen', 'nora', 'lena'],
  ['theresa', 'teresa', 'terry', 'tess', 'tessa'],
  ['terence', 'terrence', 'terry', 'tel'],
  ['abigail', 'abi', 'abby', 'gail'],
  ['ann', 'anne', 'anna', 'annie', 'hannah', 'nan', 'nancy'],
  ['mohammed', 'muhammad', 'mohamed', 'mohammad', 'mo', 'md'],
  ['penelope', 'penny', 'pen'],
  ['valerie', 'val'],
  ['vincent', 'vince', 'vinny'],
  ['gwendoline', 'gwendolen', 'gwen', 'wendy'],
  ['isabel', 'isobel', 'isabelle', 'isabella', 'izzy', 'bella'],
  ['nicholas', 'nick', 'nicky', 'nicola', 'nikki', 'nicole'],
  ['samuel', 'samantha', 'sam', 'sammy'],
  ['lesley', 'leslie', 'les'],
  ['leonard', 'leo', 'len', 'lenny'],
  ['ronald', 'ron', 'ronnie', 'veronica'],
  ['dafydd', 'david', 'dave', 'dai', 'davy', 'dewi'],
  ['sian', 'jane', 'shan'],
]

const isInitials = (word: string) => word.length === 1 || (word.length === 2 && !/[aeiouy]/.test(word))

/** Whether one first name can stand for the other: the same, an initial, its beginning, or a short form. */
const isSameFirst = (one: string, other: string): boolean => {
  if (one === other) return true
  if (isInitials(one) || isInitials(other)) return one.charAt(0) === other.charAt(0)
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length > 1 && long.startsWith(short)) return true
  return shortForms.some((forms) => forms.includes(one) && forms.includes(other))
}

/**
 * Whether two names that are not the same may be one person's: an initial or a short form for the first name, a middle name more,
 * or part of a double surname. "J Smith" and "Jonathan Smith", "Cath O'Brien" and "Catherine O'Brien", "Margaret Jones" and
 * "Margaret Jones-Ford". Only ever a question.
 */
export const areNearNames = (one: string, other: string): boolean => {
  const [a, b] = [words(one), words(other)]
  const [firstA = '', ...restA] = a
  const [firstB = '', ...restB] = b
  if (restA.length === 0 || restB.length === 0) return false
  if (!isSameFirst(firstA, firstB)) return false
  const [fewer, more] = restA.length < restB.length ? [restA, restB] : [restB, restA]
  const surname = fewer.filter((word) => !isInitials(word))
  return surname.length > 0 && surname.every((word) => more.includes(word))
}

const words = (name: string) => foldText(name).split(' ')
