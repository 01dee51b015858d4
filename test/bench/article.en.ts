/** A made-up English article for measuring, with the quotations and reports of ordinary news. */
export const ARTICLE_EN = `Harbour town delays vote on new ferry terminal

The council of Port Ellery has put off a vote on a new ferry terminal after residents complained about noise, Mayor Joanna Whitlock said on Tuesday. "We will not decide this over the heads of the people who live here," she told reporters outside the town hall.

According to the port authority, the terminal would handle 1.2 million passengers a year and create about 300 jobs. The authority's director, Samuel Okoye, said that the town could not afford to wait much longer. "Every month of delay costs us money", he said, adding that two shipping lines had asked for a decision before the summer.

Residents of the old harbour district have criticised the plan for years. Margaret Lindqvist, who speaks for a group of neighbours, accused the council of hiding a study on air quality. The council denied this. A spokesman said the study was still being reviewed and would be published in May.

The ministry of transport announced in March that it would pay for a third of the building costs, which are reportedly close to 90 million pounds. Two officials, who asked not to be named, told the Ellery Courier that the money could be withdrawn if work did not begin next year. The ministry declined to comment.

Okoye warned that the existing pier was "close to the end of its life". Engineers had found cracks in eleven of its pillars, he said; repairs would take at least four months. Asked whether the pier was safe, he replied: "It is safe today. I cannot promise that for the winter after next."

The opposition demanded an independent inquiry. "The so-called terminal is a shopping centre with a jetty," argued councillor Peter Adeyemi. He promised to bring the matter before the regional assembly and urged the mayor to release all contracts.

Whitlock said she was open to a public hearing. It is not yet clear when the council will meet again.
`
