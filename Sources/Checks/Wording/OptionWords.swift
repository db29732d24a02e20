extension String {
  /// What measurements say to those who type options, said to those who write assay.yaml.
  ///
  /// `--series` becomes `columns.series`; other options stay.
  var inProject: String {
    var words = ""
    var rest = self[...]
    while let range = rest.firstRange(of: "--") {
      words += rest[..<range.lowerBound]
      let name = rest[range.upperBound...].prefix { $0.isLowercase || $0 == "-" }
      let isWord = words.last.map { !$0.isLetter && !$0.isNumber && $0 != "-" } ?? true
      words += isWord ? Self.keys[String(name)] ?? "--\(name)" : "--\(name)"
      rest = rest[name.endIndex...]
    }
    return words + rest
  }

  /// The key of assay.yaml that says what an option says.
  private static let keys = [
    "task": "model.task", "target": "columns.target", "positive": "columns.positive",
    "prediction": "columns.prediction", "score": "columns.score",
    "probabilities": "columns.probabilities", "classes": "columns.classes",
    "timestamp": "columns.timestamp", "series": "columns.series", "entity": "columns.entity",
    "item": "columns.item", "by": "columns.segments", "season": "metrics.season",
    "horizon": "metrics.horizon", "origin": "metrics.horizon", "k": "metrics.places",
    "window": "metrics.window", "primary": "metrics.primary", "level": "metrics.level",
    "threshold": "metrics.threshold", "train": "data.train", "sample": "baseline.sample",
    "group": "baseline.group", "period": "baseline.period",
    "truth": "truth.annotations.truth",
  ]
}
