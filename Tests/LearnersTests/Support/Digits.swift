import Measurements

/// Handwritten digits of 8 × 8 pixels, and what scikit-learn reaches on them.
///
/// From the "Optical Recognition of Handwritten Digits" of the UCI Machine Learning Repository, by
/// E. Alpaydin and C. Kaynak, under CC BY 4.0, as scikit-learn's `load_digits` has them.
struct Digits: Decodable {
  /// One text an image: for each pixel a digit of base 17, of which g is 16.
  private let images: [String]
  private let labels: String
  private let trainRows: Int
  /// Accuracy of networks with one hidden layer: the mean over seeds.
  let smallNetwork: Double
  /// Accuracy of a multinomial logistic regression.
  let logisticRegression: Double

  typealias Part = (table: RowTable, classes: [Int])

  static let columns = (0..<64).map { "px_\($0)" }

  var train: Part { part(0..<trainRows) }
  var test: Part { part(trainRows..<images.count) }

  private func part(_ rows: Range<Int>) -> Part {
    let classes = Array(labels).compactMap(\.wholeNumberValue)
    let pixels = rows.map { images[$0].compactMap { $0.hexDigitValue ?? 16 } }
    let columns = Self.columns.enumerated().map { place, name in
      RowColumn(name: name, values: .numeric(pixels.map { Double($0[place]) }))
    }
    let labels = RowColumn(name: "digit", values: .numeric(rows.map { Double(classes[$0]) }))
    return (RowTable(columns: columns + [labels]), rows.map { classes[$0] })
  }

  static func read() throws -> Digits { try FixtureFile.read("digits.json", as: Digits.self) }
}
