extension Aspect {
  /// Aspect 12 of the checklist.
  package static let responsible = Aspect(
    id: .responsible,
    number: 12,
    title: "Is the model used responsibly?",
    purpose: """
      Six principles guide responsible use: fairness, reliability and safety, privacy and \
      security, inclusiveness, transparency, and accountability. Each asks what the model does to \
      people, and some of the answers can be computed. The questions on impact come first in any \
      project, best before a model is built.
      """,
    questions: principles + impact)

  /// Questions on each of the six principles.
  private static let principles: [Question] = [
    Question(
      id: "responsible.fairness-groups",
      text: "Which groups of people could the model treat unequally?",
      hint: """
        Groups by age, sex, race, region or other traits and their combinations, and whether the \
        data tell them apart.
        """,
      group: "Fairness"),
    Question(
      id: "responsible.fairness-measure",
      text: "Which measure of equal treatment applies here, and which difference is acceptable?",
      hint: """
        The measure, the largest acceptable difference, who chose it, and what is done beyond it.
        """,
      group: "Fairness"),
    Question(
      id: "responsible.reliability-limits",
      text: "Under which conditions does the model become unreliable?",
      hint: """
        Inputs outside its training range, missing or noisy values, rare cases, and how it behaves \
        then.
        """,
      group: "Reliability and safety"),
    Question(
      id: "responsible.reliability-harm",
      text: "What is the worst harm an error could do, and what prevents it?",
      hint: "The case, its likelihood, the safeguard, and how the safeguard was tried.",
      group: "Reliability and safety"),
    Question(
      id: "responsible.privacy-data",
      text: "Which personal data does the model use, and on which ground?",
      hint: "Columns, the consent or legal ground, who has access, how long they are kept.",
      group: "Privacy and security"),
    Question(
      id: "responsible.privacy-attacks",
      text: "How are the model and its data protected against misuse and attack?",
      hint: """
        Access control, the origin of the model file, what the model could reveal about single \
        people, and who reviewed it.
        """,
      group: "Privacy and security"),
    Question(
      id: "responsible.inclusiveness-served",
      text: "Who could be excluded or served badly by the system?",
      hint: """
        People missing or rare in the data, people with disabilities, languages, devices, and what \
        is done for them.
        """,
      group: "Inclusiveness"),
    Question(
      id: "responsible.inclusiveness-involved",
      text: "Who of the people affected took part in design and testing?",
      hint: "Groups, when they were heard, and what changed because of it.",
      group: "Inclusiveness"),
    Question(
      id: "responsible.transparency-inputs",
      text: "Which inputs matter most to the predictions, and is each of them worth having?",
      hint: """
        The leading inputs with what each adds, and those that were dropped for adding nothing.
        """,
      group: "Transparency"),
    Question(
      id: "responsible.transparency-explanation",
      text: "How can a single prediction be explained to the person it concerns?",
      hint: """
        What is told, by whom, in which words, and how the steps to that prediction can be \
        retraced.
        """,
      group: "Transparency"),
    Question(
      id: "responsible.accountability-owner",
      text: "Who answers for the model, and who can stop it?",
      hint: "Names and roles, and how they are reached at night.",
      group: "Accountability"),
    Question(
      id: "responsible.accountability-review",
      text: "Who reviewed the model and its specification, and signed off?",
      hint: "Reviewers, dates, the version that they saw, and what they asked to change.",
      group: "Accountability"),
    Question(
      id: "responsible.accountability-incident",
      text: "What happens after an incident?",
      hint: "The runbook, who informs the people affected, and how the decision log is kept.",
      group: "Accountability"),
  ]
}
