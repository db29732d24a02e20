import Checklist
import Checks
import Statistics
import Testing

@Suite("One fault flips the checks that look for it, and no other")
struct MutationTests {
  @Test("each fault is found", arguments: plain)
  func found(_ mutation: Mutation) throws {
    try mutation.expect()
  }

  @Test("each fault of production's figure is found", arguments: production + translated)
  func foundInProduction(_ mutation: Mutation) throws {
    try mutation.expect()
  }

  @Test("each fault is found where everything is declared", arguments: limits + model + drills)
  func foundWhereAllIsDeclared(_ mutation: Mutation) throws {
    try mutation.expect()
  }

  @Test("every check of the registry is flipped by a fault", arguments: CheckRegistry.cards)
  func isFlipped(_ card: CheckCard) {
    let faults =
      Self.plain + Self.production + Self.translated + Self.limits + Self.model + Self.drills
      + TaskMutationTests.all
    #expect(
      faults.contains { ($0.flips[card.id] ?? .missing) != .missing },
      "\(card.id) has no mutation: nothing shows that it notices a fault")
  }

  /// Faults of the plain samples.
  static let plain: [Mutation] = [
    parity, baselines, metrics, benchmark, distribution, quality, integration, truth, overTime,
    nearCopies, responsible,
  ].flatMap(\.self)

  static let parity = [
    Mutation(
      "a feature that is the label",
      flips: ["parity.leakage": .fail], says: "refund (1) alone nearly decides the label"
    ) {
      sample in
      for role in ["train", "test"] {
        sample.copy(role, "truth", to: "refund")
      }
      // Both classes are as frequent in scoring, so that only train gives the column away.
      sample.copy("scoring", "truth", to: "refund")
    },
    Mutation(
      "a feature that is the value", .regression,
      flips: ["parity.leakage": .fail], says: "invoice"
    ) { sample in
      for role in ["train", "test", "scoring"] {
        sample.copy(role, "truth", to: "invoice")
      }
    },
    Mutation(
      "a feature that is declared unknown when it is needed", flips: ["parity.leakage": .fail],
      says: "age is read by the model but declared unknown at scoring time"
    ) { sample in
      sample.columns["features"] = "[income, age, visits]"
      sample.columns["unavailable-at-scoring"] = "[age]"
    },
    Mutation(
      "a declared feature from the future", flips: ["parity.leakage": .fail],
      says: "paid in 100 % of the rows"
    ) { sample in
      for role in ["train", "test", "scoring"] {
        sample.copy(role, "at", to: "paid")
        sample.sets[role]?.change("paid") { $1.replacing("2025", with: "2026") }
      }
      // Instants move on by themselves, and the limit of this one says that it may.
      sample.columns["features"] = "[income, age, visits, paid]"
      sample.drift["columns"] = "{paid: {effect: 1}}"
    },
    Mutation(
      "a feature that scoring lacks",
      flips: ["parity.inputs": .fail, "parity.leakage": .attention],
      says: "1 feature of the model is absent from the scoring data: visits"
    ) { $0.sets["scoring"]?["visits"] = nil },
    Mutation(
      "a feature of scoring in another unit", flips: ["parity.inputs": .fail],
      says: "Every quantile of income is that of train × 12, as between years and months"
    ) { sample in
      for role in ["train", "test"] {
        sample.sets[role]?.change("income") { Sample.number(20 + (Double($1) ?? 0)) }
      }
      sample.sets["scoring"]?.change("income") { Sample.number(12 * (20 + (Double($1) ?? 0))) }
    },
    Mutation(
      "a shifted feature in scoring", flips: ["parity.inputs": .fail], says: "income"
    ) { $0.sets["scoring"]?.change("income") { Sample.number((Double($1) ?? 0) + 0.6) } },
    Mutation(
      "a shifted feature in scoring", .regression, flips: ["parity.inputs": .fail], says: "visits"
    ) { $0.sets["scoring"]?.change("visits") { row, value in row % 3 == 0 ? "" : value } },
    Mutation(
      "a feature of another type in scoring", flips: ["parity.inputs": .fail],
      says: "visits (numeric became categorical)"
    ) { $0.sets["scoring"]?.change("visits") { "v\($1)" } },
    Mutation(
      "features that depend on each other only in scoring", flips: ["parity.inputs": .fail],
      says: "A classifier tells scoring from training rows"
    ) { $0.copy("scoring", "income", to: "age") },
    Mutation(
      "a feature that serving computes in another unit", flips: ["parity.features": .fail],
      says: "income differs in 100 % of the rows: online is 100 times offline"
    ) { sample in
      sample.serve { $0.change("income") { Sample.number((Double($1) ?? 0) * 100) } }
    },
    Mutation(
      "a missing feature that serving fills in", flips: ["parity.features": .fail],
      says: "what is missing offline is -1 online"
    ) { sample in
      for role in ["train", "test", "scoring"] {
        sample.sets[role]?.change("visits") { row, value in row % 10 == 0 ? "" : value }
      }
      sample.serve { $0.change("visits") { $1.isEmpty ? "-1" : $1 } }
    },
    Mutation(
      "a feature step that scoring runs with other parameters", flips: ["parity.transform": .fail],
      says: "mean (1 in training, 2 in scoring)"
    ) { sample in
      sample.files["train.yaml"] = "mean: 1"
      sample.files["score.yaml"] = "mean: 2"
      sample.extra = "parity: {transform: {training: train.yaml, scoring: score.yaml}}"
    },
  ]

  static let baselines = [
    Mutation(
      "a model that guesses",
      flips: [
        "baseline.random": .undecided, "baseline.constant": .undecided,
        "baseline.threshold": .fail, "baseline.linear": .fail, "baseline.previous": .fail,
        "baseline.people": .attention, "benchmark.metrics": .fail, "benchmark.gap": .attention,
        "responsible.inclusiveness": .fail,
      ], says: "misses its goal"
    ) { sample in
      for (place, role) in ["train", "test"].enumerated() {
        var generator = SeededGenerator(seed: UInt64(place))
        sample.sets[role]?.change("model") { _, _ in Sample.number(generator.uniform()) }
      }
    },
    Mutation(
      "a previous model that is better", .regression, flips: ["baseline.previous": .fail],
      says: "The model does not beat the previous model"
    ) { sample in sample.copy("test", "truth", to: "old") },
    Mutation(
      "people who are always right", flips: ["baseline.people": .attention], says: "human"
    ) { $0.baseline["human-accuracy"] = "0.99" },
    Mutation(
      "a margin that is out of reach", .regression,
      flips: [
        "baseline.constant": .fail, "baseline.past": .fail, "baseline.linear": .fail,
        "baseline.previous": .fail,
      ], says: "by less than the margin of 100"
    ) { $0.baseline["margin"] = "100" },
    Mutation(
      "test rows that stand in the file three times",
      flips: ["benchmark.overlap": .attention], says: "3 times over"
    ) { sample in
      guard let test = sample.sets["test"] else { return }
      for (name, values) in test.columns { sample.sets["test"]?[name] = values + values + values }
    },
    Mutation(
      "a model that says nothing on every third test row",
      flips: ["benchmark.metrics": .fail], says: "have no usable prediction"
    ) { sample in
      sample.sets["test"]?.change("model") { row, value in row % 3 == 0 ? "nan" : value }
      // Of two thirds of the rows the default difference of rates is not decided.
      sample.extra = "fairness: {selection-ratio: 0.8}"
    },
    Mutation(
      "a positive class that no row has",
      flips: [
        "benchmark.metrics": .fail, "benchmark.gap": .attention, "metrics.window": .attention,
        "metrics.chance": .attention, "metrics.subgroups": .attention,
        "metrics.slices": .attention, "metrics.unit": .attention, "metrics.sampling": .attention,
        "metrics.mix": .attention,
        "metrics.small": .attention, "metrics.contract": .fail, "parity.metric": .attention,
        "baseline.random": .attention, "baseline.constant": .attention,
        "baseline.threshold": .attention, "baseline.linear": .attention,
        "baseline.previous": .attention, "baseline.people": .attention,
        "parity.leakage": .attention, "performance.thresholds": .attention,
        "responsible.fairness": .attention,
        "responsible.inclusiveness": .attention, "responsible.membership": .attention,
      ], says: "cannot be measured"
    ) { $0.columns["positive"] = "\"7\"" },
    Mutation(
      "scoring rows that are the training file",
      // No other stretch of train is as long as all of it.
      flips: ["parity.inputs": .attention, "drift.now": .undecided], says: "byte for byte"
    ) { $0.sets["scoring"] = $0.sets["train"] },
    Mutation(
      "copied training rows with another time", flips: ["benchmark.overlap": .fail],
      says: "are copies"
    ) { sample in
      guard let train = sample.sets["train"] else { return }
      let times = sample.sets["test"]?["at"]
      sample.sets["test"]?.replaceFirst(300, by: train)
      sample.sets["test"]?["at"] = times
      sample.sets["test"]?.change("customer") { row, value in row < 300 ? "new\(row)" : value }
    },
  ]

  static let overTime = [
    Mutation(
      "a column of the scoring rows that changes from one day on",
      flips: ["drift.now": .fail, "parity.inputs": .fail],
      says: "changed from one window to the next"
    ) { sample in
      sample.sets["scoring"]?.change("income") { row, value in
        row < 1_500 ? value : Sample.number((Double(value) ?? 0) + 1.5)
      }
    },
    Mutation(
      "a value of the scoring rows that is another one from one day on",
      flips: [
        "drift.now": .fail, "parity.inputs": .fail, "distribution.representation": .attention,
        "metrics.mix": .attention,
      ],
      says: "changed from one window to the next"
    ) { sample in
      sample.sets["scoring"]?.change("region") { row, value in
        row >= 1_500 && value == "north" ? "nord" : value
      }
    },
    Mutation(
      "a registered change that does not come", flips: ["drift.register": .attention],
      says: "was expected and did not show"
    ) { $0.drift["known"] = "[{name: prices, from: 2025-06-14, columns: [income]}]" },
    Mutation(
      "rows to be scored that are unlike all others", flips: ["drift.anomalies": .attention],
      says: "scoring rows lie farther out than chance explains, mostly by income, age"
    ) { sample in
      for column in ["income", "age"] {
        sample.sets["scoring"]?.change(column) { row, value in row % 50 == 0 ? "30" : value }
      }
    },
    Mutation(
      "a new feed that cannot be reached", flips: ["drift.feeds": .fail], says: "cannot be had"
    ) { $0.drift["feeds"] = "[{name: weather, data: absent.csv}]" },
    Mutation(
      "estimates that labels contradict",
      // The labels are other ones, and the set is one that the team did not have.
      flips: [
        "truth.estimate": .attention, "distribution.sets": .fail, "benchmark.overlap": .attention,
        "quality.contract": .attention,
      ], says: "record is bad"
    ) { sample in
      sample.extra = "truth: {estimate: {window: \"50\", tolerance: 0.02}}"
      sample.sets["validation"] = Sample(.binary, seed: 3).sets["test"]
      // Scores that are too sure in what the record is learned from, and rightly sure in test.
      sample.sets["validation"]?.change("truth") { row, value in row % 3 == 0 ? "1" : value }
      sample.sets["validation"]?.change("id") { row, _ in "v\(row)" }
      sample.sets["validation"]?.change("customer") { row, _ in "v\(row / 2)" }
    },
    Mutation(
      "logged predictions without a version", flips: ["integration.transparency": .fail],
      says: "lack version"
    ) { sample in
      sample.files["log.csv"] = "id,model,version,inputs\na,m,,in/1\nb,m,,in/2\n"
      sample.extra =
        "integration: {logged: {data: log.csv, model: model, version: version, inputs: inputs}}"
    },
    Mutation(
      "reports that find no prediction", flips: ["integration.feedback": .fail],
      says: "less than the 95 % that was asked for"
    ) { sample in
      sample.files["back.csv"] = "id\n" + (0..<60).map { "other\($0)\n" }.joined()
      sample.extra = "integration: {feedback: {data: back.csv, key: id}}"
    },
  ]

  static let nearCopies = [
    Mutation(
      "test rows that are train rows with one value changed",
      flips: ["benchmark.near-duplicates": .fail],
      says: "of the test rows are near copies of train rows"
    ) { sample in
      guard let train = sample.sets["train"] else { return }
      let times = sample.sets["test"]?["at"]
      sample.sets["test"]?.replaceFirst(300, by: train)
      sample.sets["test"]?["at"] = times
      sample.sets["test"]?.change("customer") { row, value in row < 300 ? "new\(row)" : value }
      sample.sets["test"]?.change("visits") { row, value in
        row < 300 ? "\(((Int(value) ?? 0) + 1) % 10)" : value
      }
    }
  ]

  static let metrics = [
    Mutation("weak last weeks", flips: ["metrics.window": .fail], says: "2025-05") { sample in
      // What is weak for everybody may leave open how each gender fares.
      sample.columns["protected"] = "[]"
      sample.spoilScores { row, count in row > count * 3 / 4 }
    },
    Mutation("a weak group", flips: ["metrics.subgroups": .fail], says: "region = north") {
      sample in
      sample.metrics["goals"] = "{rocAUC: 0.6}"
      sample.spoilScores { row, _ in row % 4 == 0 }
    },
    Mutation(
      "a weak slice that nobody declared", flips: ["metrics.slices": .attention],
      says: "Where visits = 3"
    ) { sample in
      for role in ["train", "test"] {
        let visits = sample.sets[role]?["visits"] ?? []
        sample.sets[role]?.change("model") { row, score in
          visits[row] == "3" ? Sample.number(1 - (Double(score) ?? 0)) : score
        }
      }
    },
    Mutation(
      "a weak slice that nobody declared", .regression, flips: ["metrics.slices": .attention],
      says: "Where visits = 3"
    ) { sample in
      for role in ["train", "test"] {
        let visits = sample.sets[role]?["visits"] ?? []
        sample.sets[role]?.change("model") { row, value in
          visits[row] == "3" ? Sample.number((Double(value) ?? 0) + (row % 2 == 0 ? 2 : -2)) : value
        }
      }
    },
    Mutation(
      "a production figure of whole customers", flips: ["parity.metric": .fail],
      says: "the unit (visit in training, customer in scoring)"
    ) { sample in
      sample.metrics["definitions"] = Sample.definitions(
        "metric: rocAUC, positive: \"1\"",
        scoring: "metric: rocAUC, positive: \"1\", unit: customer, sampling: natural, window: month"
      )
    },
    Mutation(
      "a production figure of which little is known",
      flips: ["metrics.contract": .attention, "parity.metric": .attention],
      says: "does not say unit, window"
    ) { sample in
      sample.metrics["definitions"] = Sample.definitions(
        "metric: rocAUC, positive: \"1\"",
        scoring: "metric: rocAUC, positive: \"1\", sampling: natural")
    },
    Mutation(
      "a share of positive rows that test does not have", flips: ["metrics.contract": .fail],
      says: "training: 1 % of the rows are positive"
    ) { sample in
      sample.metrics["definitions"] = Sample.definitions(
        "metric: rocAUC, positive: \"1\", prevalence: 0.01")
    },
    Mutation(
      "windows too small for the drop that matters",
      flips: [
        "metrics.chance": .attention, "metrics.window": .undecided,
        "performance.thresholds": .attention,
      ],
      says: "needs windows of about"
    ) { sample in
      sample.metrics["window"] = "day"
      sample.metrics["smallest-drop"] = "0.1"
    },
  ]

  static let benchmark = [
    Mutation(
      "a goal that is missed",
      flips: ["benchmark.metrics": .fail, "responsible.inclusiveness": .fail],
      says: "misses its goal of 0.95"
    ) { $0.metrics["goals"] = "{rocAUC: 0.95}" },
    Mutation(
      "no goal", .regression, flips: ["benchmark.metrics": .attention], says: "No goal is declared"
    ) { $0.metrics["goals"] = nil },
    Mutation(
      "a model that learned by heart",
      flips: ["benchmark.gap": .fail, "responsible.membership": .attention], says: "worse"
    ) { sample in
      let truths = sample.sets["train"]?["truth"] ?? []
      sample.sets["train"]?.change("model") { row, _ in truths[row] == "1" ? "0.99" : "0.01" }
    },
    Mutation(
      "a model that learned by heart", .regression,
      flips: ["benchmark.gap": .fail, "responsible.membership": .attention], says: "worse"
    ) { sample in
      let truths = sample.sets["train"]?["truth"] ?? []
      sample.sets["train"]?.change("model") { row, value in
        Sample.number(((Double(truths[row]) ?? 0) * 3 + (Double(value) ?? 0)) / 4)
      }
    },
    Mutation(
      "test rows copied from train", flips: ["benchmark.overlap": .fail],
      says: "300 of 3,000 test rows (10 %) are copies of train rows"
    ) { sample in
      if let train = sample.sets["train"] { sample.sets["test"]?.replaceFirst(300, by: train) }
      // The copies keep their months: windows of rows take the place of windows of time.
      sample.metrics["window"] = "\"1500\""
    },
    Mutation(
      "customers in two sets", flips: ["benchmark.overlap": .attention],
      says: "of the test rows have a customer that the model knows from train"
    ) { sample in
      sample.sets["test"]?.change("customer") { _, name in name.replacing("c4", with: "c1") }
    },
    Mutation(
      "test older than train", .regression, flips: ["benchmark.overlap": .attention],
      says: "older than the newest train row"
    ) { sample in
      sample.sets["train"]?.change("at") { row, time in
        row % 10 == 0 ? time.replacing("2025-03", with: "2025-06") : time
      }
    },
  ]

  static let quality = [
    Mutation(
      "no contract", flips: ["quality.contract": .missing], says: "No contract says"
    ) { $0.contractLine = "" },
    Mutation(
      "a contract that is none", .regression, flips: ["quality.contract": .fail],
      says: "contract.yaml:2:1: unknown key “colums”"
    ) { $0.contract = "version: 1\ncolums: {at: {required: true}}" },
    Mutation(
      "a contract of other columns", flips: ["quality.contract": .fail],
      says: "has no column “fare”"
    ) { $0.contract = "version: 1\ncolumns: {fare: {not-null: true}}" },
    Mutation(
      "a contract that training data break", flips: ["quality.contract": .fail],
      says: "The train data break gender.set (1,500 rows): 1,500 rows of 3,000 would be held."
    ) { $0.contract = "version: 1\ncolumns: {gender: {set: [f], stages: [raw]}}\nstages: [raw]" },
    Mutation(
      "a batch that would be held whole", .regression, flips: ["quality.contract": .fail],
      says:
        "The train data break row-count (3,000, expected at least 4000): all its rows would be held."
    ) { $0.contract = "version: 1\ndataset: {row-count: {min: 4000}}" },
    Mutation(
      "scoring rows that break a rule more often than chance",
      flips: ["quality.contract": .attention],
      says: """
        The scoring data break old.range (30 rows, of which chance explains up to 6): 30 rows of 3,000 would be \
        held.
        """
    ) { sample in
      sample.sets["scoring"]?.change("old") { row, value in row % 100 == 0 ? "5000" : value }
    },
    Mutation(
      "one rule that breaks more often than chance, among rules that may break as many rows together",
      flips: ["quality.contract": .attention],
      says: """
        The scoring data break old.range (30 rows, of which chance explains up to 7): 30 rows of 3,000 would be \
        held.
        """
    ) { sample in
      sample.contract += OneRowDecidesTests.slack
      sample.sets["scoring"]?.change("old") { row, value in row % 100 == 0 ? "5000" : value }
    },
    Mutation(
      "a rule that only warns", flips: ["quality.contract": .attention],
      says: "old.null-share (0.6667"
    ) { sample in
      sample.sets["scoring"]?.change("old") { row, value in row % 3 == 0 ? value : "" }
    },
    Mutation(
      "a stage that loses rows", flips: ["quality.stages": .fail],
      says: "Stage features has 2 rows of the 3 of raw, and the same number was declared."
    ) { sample in
      sample.files = [
        "raw.csv": "fare\n1\n2\n3\n", "features.csv": "fare\n1\n2\n",
        "stage.yaml": "version: 1\ncolumns: {fare: {not-null: true}}",
      ]
      sample.extra = """
        pipeline:
          - {stage: raw, data: raw.csv, contract: stage.yaml}
          - {stage: features, data: features.csv, contract: stage.yaml, from: [raw], rows: same}
        """
    },
    Mutation(
      "a batch that does not come", flips: ["quality.observability": .fail],
      says: "The next batch of orders at raw is overdue by 30 hours."
    ) { sample in
      sample.extra = "quality: {observations: o.sqlite}"
      sample.observations = [ObservationCheckTests.stage(overdue: 30)]
    },
    Mutation(
      "a stage that the contract does not know", flips: ["quality.contract": .fail],
      says: "the contract has no stage “row”"
    ) { $0.contractLine = "contract: {file: contract.yaml, stages: {scoring: row}}" },
  ]

  static let responsible = [
    Mutation(
      "a group that is selected less", flips: ["responsible.fairness": .fail],
      says: "By gender the lowest selection rate by the highest is"
    ) { sample in
      for role in ["train", "test"] {
        sample.sets[role]?.change("model") { row, score in
          row % 8 < 4 ? score : Sample.number((Double(score) ?? 0) * 0.8)
        }
      }
      sample.extra = "fairness: {selection-ratio: 0.95}"
    },
    Mutation(
      "a group with larger errors", .regression, flips: ["responsible.fairness": .attention],
      says: "By gender the lowest mean absolute error by the highest is"
    ) { sample in
      sample.metrics["smallest-drop"] = "0.5"
      for role in ["train", "test"] {
        let truths = sample.sets[role]?["truth"] ?? []
        sample.sets[role]?.change("model") { row, value in
          row % 8 < 4
            ? value : Sample.number(((Double(truths[row]) ?? 0) + (Double(value) ?? 0)) / 2)
        }
      }
    },
    Mutation(
      "a group of the population that nobody has", flips: ["responsible.inclusiveness": .fail],
      says: "1 group has no row in train: gender = x"
    ) { $0.population = "{gender: {f: 0.5, m: 0.499, x: 0.0005}}" },
    Mutation(
      "a model file that calls the system", flips: ["responsible.model-file": .fail],
      says: "would run posix.system when it is loaded"
    ) { $0.model["files"] = "[\(ResponsibleTests.modelFiles)/system-4.pkl]" },
    Mutation(
      "addresses in a column that nobody calls personal", flips: ["responsible.privacy": .fail],
      says: "holds e-mail addresses in 100 % of its values"
    ) { sample in
      sample.addContacts()
      sample.columns["identifier"] = "[id, contact]"
    },
    Mutation(
      "people who are alone with what is known of them", flips: ["responsible.anonymity": .fail],
      says: "The smallest class of region, gender, age has 1 training row"
    ) { sample in
      sample.columns["quasi-identifiers"] = "[region, gender, age]"
      sample.extra = "privacy: {k: 5}"
    },
    Mutation(
      "a loss that tells training rows", flips: ["responsible.membership": .fail],
      says: "the one with the smaller error is the training row"
    ) { sample in
      // Surer of every training row, in the same order: no area under a curve moves.
      sample.sets["train"]?.change("model") { _, value in
        let score = Double(value) ?? 0
        let (yes, no) = (score * score * score, (1 - score) * (1 - score) * (1 - score))
        return Sample.number(yes / (yes + no))
      }
      sample.extra = "privacy: {membership: 0.53}"
    },
  ]

  static let distribution = [
    Mutation(
      "another mix in test", flips: ["distribution.sets": .fail, "parity.inputs": .attention],
      says: "income"
    ) { sample in
      // The model's scores stay as they were, so that no metric moves.
      sample.sets["test"]?.change("income") { Sample.number((Double($1) ?? 0) + 1) }
    },
    Mutation(
      "a group that scoring lacks",
      flips: ["distribution.representation": .attention, "parity.inputs": .fail],
      says: "region = west"
    ) { $0.sets["scoring"]?.change("region") { $1 == "west" ? "north" : $1 } },
    Mutation(
      "a small group that train lacks", flips: ["distribution.representation": .attention],
      says: "region = island"
    ) { sample in
      sample.sets["scoring"]?.change("region") { row, name in row % 50 == 0 ? "island" : name }
    },
    Mutation(
      "other shares than in the population",
      flips: ["distribution.representation": .attention], says: "of the population"
    ) { $0.population = "{region: {north: 0.4, south: 0.2, east: 0.2, west: 0.2}}" },
    Mutation(
      "no word on the origin", .regression, flips: ["distribution.lineage": .attention],
      says: "10 facts on where they came from are not written down"
    ) { $0.lineage = "{source: %}" },
  ]
}

extension Sample {
  /// Gives every set a column of e-mail addresses.
  mutating func addContacts() {
    for role in Array(sets.keys) {
      let ids = sets[role]?["id"] ?? []
      sets[role]?["contact"] = ids.map { "c\($0)@example.org" }
    }
  }

  /// Names training rows as the serving side computed them.
  fileprivate mutating func serve(_ change: (inout SampleTable) -> Void) {
    guard var served = sets["train"] else { return }
    change(&served)
    files["served.csv"] = served.csv
    extra = """
      parity:
        features: {offline: train.csv, online: served.csv, key: [id], columns: [income, age, visits]}
      """
  }

  /// Gives a column of a set the values of another.
  mutating func copy(_ role: String, _ column: String, to other: String) {
    let values = sets[role]?[column]
    sets[role]?[other] = values
  }

  /// Turns the model's scores into noise in the rows of train and test that the condition names, so
  /// that the gap between them stays.
  fileprivate mutating func spoilScores(where isSpoiled: (Int, Int) -> Bool) {
    var generator = SeededGenerator(seed: 9)
    for role in ["train", "test"] {
      let count = sets[role]?.rowCount ?? 0
      sets[role]?.change("model") { row, value in
        isSpoiled(row, count) ? Self.number(generator.uniform()) : value
      }
    }
  }
}
