extension LabelQueue: Encodable {
  private enum Key: String, CodingKey {
    case method, rows, size, inclusionProbability, effectiveRows, random, strata, cells, unscored
    case dropped
  }

  private struct Range: Encodable {
    let low: Double
    let high: Double
  }

  private struct Part: Encodable {
    let rows: Int
    let inclusionProbability: Double
  }

  /// Writes the document of `assay label sample --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(method.name, forKey: .method)
    try container.encode(rows, forKey: .rows)
    try container.encode(chosen.count, forKey: .size)
    try container.encode(
      Range(low: probabilities.low, high: probabilities.high), forKey: .inclusionProbability)
    try container.encode(effectiveRows, forKey: .effectiveRows)
    if let randomProbability {
      try container.encode(
        Part(rows: randomRows, inclusionProbability: randomProbability), forKey: .random)
    }
    if !strata.isEmpty { try container.encode(strata, forKey: .strata) }
    try container.encodeIfPresent(cells, forKey: .cells)
    if unscored > 0 { try container.encode(unscored, forKey: .unscored) }
    if !dropped.isEmpty { try container.encode(dropped, forKey: .dropped) }
  }

  /// Rows of the part in which all rows of the data were equally likely.
  package var randomRows: Int { chosen.count(where: \.isRandom) }
}

extension LabelQueue.Stratum: Encodable {
  private enum Key: String, CodingKey { case value, rows, chosen, inclusionProbability }

  /// Writes one element of `strata`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value, forKey: .value)
    try container.encode(rows, forKey: .rows)
    try container.encode(chosen, forKey: .chosen)
    try container.encode(
      rows > 0 ? Double(chosen) / Double(rows) : 0, forKey: .inclusionProbability)
  }
}
