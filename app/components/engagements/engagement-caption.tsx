/** What a page of agreed work is about, with its reference, which no line breaks. */
export const EngagementCaption = ({ of, engagementRef }: { of: string; engagementRef: string }) => (
  <>
    {of}, <span className="app-unbroken">{engagementRef}</span>
  </>
)
