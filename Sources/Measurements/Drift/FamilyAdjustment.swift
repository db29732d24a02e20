/// Adjusts p-values for there being many columns.
enum FamilyAdjustment {
  static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var smallest = 1.0
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    for (rank, index) in order.enumerated().reversed() {
      smallest = min(smallest, pValues[index] * Double(pValues.count) / Double(rank + 1))
      adjusted[index] = smallest
    }
    return adjusted
  }
}
