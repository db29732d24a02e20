extension Aspect {
  /// Questions on what the system does to people, to be asked before a model is built.
  static let impact: [Question] = [
    Question(
      id: "responsible.impact-without-technology",
      text: "Could the problem be solved without technology?",
      hint: "The alternative considered and why it is not enough.",
      group: "Impact"),
    Question(
      id: "responsible.impact-without-learning",
      text: "Could the problem be solved without machine learning?",
      hint: "The rule or process considered and why it is not enough.",
      group: "Impact"),
    Question(
      id: "responsible.impact-experts",
      text: "Which experts in the field were consulted?",
      hint: "Names or roles, and what they said.",
      group: "Impact"),
    Question(
      id: "responsible.impact-stakeholders",
      text: "Who is affected by the system, directly and indirectly?",
      hint: "Users, people who are judged by it, operators, bystanders.",
      group: "Impact"),
    Question(
      id: "responsible.impact-vulnerable",
      text: "Are vulnerable people among them?",
      hint: """
        Children, patients, people in need or without power over the decision, and what protects \
        them.
        """,
      group: "Impact"),
    Question(
      id: "responsible.impact-benefits-harms",
      text: "What good and what harm can it do to each of them?",
      hint: "For each group, benefits and harms, intended or not.",
      group: "Impact"),
    Question(
      id: "responsible.impact-misuse",
      text: "How could the system be misused?",
      hint: "The misuse, who would gain by it, and what hinders it.",
      group: "Impact"),
    Question(
      id: "responsible.impact-suitable-data",
      text: "Are the data suitable for this use?",
      hint: "Why the data fit the purpose, what they may be used for, and where they do not fit.",
      group: "Impact"),
    Question(
      id: "responsible.impact-representative-data",
      text: "Do the data represent the people on whom the model will be used?",
      hint: "Groups and shares in the data against those in production.",
      group: "Impact"),
    Question(
      id: "responsible.impact-all-users",
      text: "Does the system work for all of its users?",
      hint: "Evidence by group of users, and plans where it does not.",
      group: "Impact"),
    Question(
      id: "responsible.impact-fallback",
      text: "What do people do when the system is unavailable or refuses?",
      hint: "The other way to get the same service, and how it is found.",
      group: "Impact"),
    Question(
      id: "responsible.impact-personal-data",
      text: "Does the system handle data that identify people?",
      hint: "Which, where they are stored and logged, and how they are redacted.",
      group: "Impact"),
    Question(
      id: "responsible.impact-consequential",
      text: "Do its predictions feed decisions with serious consequences for people?",
      hint: """
        The decisions on money, health, work, liberty or rights, and who takes them in the end.
        """,
      group: "Impact"),
    Question(
      id: "responsible.impact-retraining",
      text: "How is it kept right over time; who reviews it when it is retrained?",
      hint: """
        Schedule, the review of harms at each retraining, and what would withdraw the model.
        """,
      group: "Impact"),
    Question(
      id: "responsible.impact-mitigation",
      text: "For each harm found, what reduces it?",
      hint: "Measure, owner and date for each harm, and what risk remains.",
      group: "Impact"),
  ]
}
