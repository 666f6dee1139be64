// GOV.UK Frontend ships no types: what we use of its scripts.
declare module 'govuk-frontend' {
  class Component {
    static readonly moduleName: string
    constructor(root: Element, config?: Readonly<Record<string, unknown>>)
  }
  export class Accordion extends Component {}
  export class Button extends Component {}
  export class CharacterCount extends Component {}
  export class Checkboxes extends Component {}
  export class ErrorSummary extends Component {}
  export class FileUpload extends Component {}
  export class NotificationBanner extends Component {}
  export class Radios extends Component {}
  export class ServiceNavigation extends Component {}
  export class SkipLink extends Component {}
  export class Tabs extends Component {}
}
