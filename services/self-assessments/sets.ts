/** What a service marks itself against. A set is data: the workbook engine takes its statements as they are when one is begun. */
export type StatementSet = {
  title: string
  /** What it is, and whose, in sentences. */
  about: readonly string[]
  /** The mark that every statement wants. */
  threshold: number
  statements: readonly { group: string; text: string }[]
}

export const sets = {
  send: {
    title: 'SEND: ten statements',
    about: [
      'How well the area finds and meets the special educational needs and disabilities (SEND) of children in the youth justice system, in ten statements marked from 0 to 10. It follows the framework of the Youth Justice SEND Quality Mark, which this association made with Achievement for All; the statements are put in the exchange’s own words.',
      'The mark is for areas that reach 7 or more in all ten. What a service says here of itself is its own view, and no award.',
    ],
    threshold: 7,
    statements: [
      {
        group: 'What people know',
        text: 'The council’s SEND team, and others who work with us often, know how SEND duties are met in the youth justice system.',
      },
      {
        group: 'What people know',
        text: 'Everybody in the service knows what the SEND duties ask of them, and has had training in it within two years.',
      },
      {
        group: 'Finding needs',
        text: 'We know of every child we work with whether they have an education, health and care plan or SEN support, and since when.',
      },
      {
        group: 'Finding needs',
        text: 'Needs that nobody had seen, of speech, language and communication above all, are looked for with each child early on.',
      },
      {
        group: 'Meeting needs',
        text: 'What a child’s plan or assessment says changes how we write to, meet and work with that child.',
      },
      {
        group: 'Meeting needs',
        text: 'Children with SEND have a full offer of education or training, and somebody acts at once where they have not.',
      },
      {
        group: 'Children and families',
        text: 'Children and their parents or carers help to say what is needed, and know where to find independent advice.',
      },
      {
        group: 'Working together',
        text: 'Who tells whom what, and how soon, is agreed with schools, health and the SEND team, and is kept to.',
      },
      {
        group: 'Working together',
        text: 'Into custody, during it and out of it again, the child’s plan goes along and is carried out.',
      },
      {
        group: 'Leading it',
        text: 'The management board sees figures on SEND, exclusion and outcomes, by group, and acts on what they show.',
      },
    ],
  },
} as const satisfies Record<string, StatementSet>

export type SetKey = keyof typeof sets

export const isSet = (key: string): key is SetKey => Object.hasOwn(sets, key)
