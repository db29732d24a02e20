extension Aspect {
  /// Aspect 9 of the checklist.
  package static let quality = Aspect(
    id: .quality,
    number: 9,
    title: "How is the quality of incoming data monitored?",
    purpose: """
      Bad data make a model less useful at best and harmful at worst. Automatic tests at each \
      stage, a separate place for what fails them, and sight of the data's freshness, volume, \
      shape and origin keep errors out. This is about errors, which are repaired; real changes in \
      the world are the next aspect.
      """,
    questions: [
      Question(
        id: "quality.tests",
        text: "Which automatic data tests run at each stage of the pipeline?",
        hint: "The stages, the rules tested at each, and what happens when a rule fails."),
      Question(
        id: "quality.rerouting",
        text: "Where do rows that fail go, and how are they diagnosed and resolved?",
        hint: "The store that holds them, how long, and how they are released or discarded."),
      Question(
        id: "quality.watching",
        text: """
          How are freshness, distribution, volume, schema and lineage watched from end to end?
          """,
        hint: """
          For each of the five, where it is seen and the limit that raises a warning, including \
          changes announced by upstream systems.
          """),
      Question(
        id: "quality.repair",
        text: "Who repairs bad data?",
        hint: "The person or team for each source, and how quickly they respond."),
      Question(
        id: "quality.downstream",
        text: "What happens downstream while bad data are being repaired?",
        hint: "What waits, what falls back, what is served from older data, and who is told."),
      Question(
        id: "quality.separation",
        text: "How is an error in the data told from a real change in the world?",
        hint: """
          The rule that decides between repair and retraining, and who decides when the rule \
          cannot.
          """),
    ])
}
