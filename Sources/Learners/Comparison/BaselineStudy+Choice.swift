internal import Measurements
internal import Statistics

extension BaselineStudy {
  /// The baselines to compare with: those that were asked for, else those of the task.
  ///
  /// Of images one pixel is no feature: the linear model is left out, and the network is there when
  /// the classes are about equally frequent; where they are not, always naming the most frequent
  /// class is the baseline of images.
  ///
  /// - Parameter training: training rows of each class; empty where there are no classes.
  func chosen<Baseline>(
    _ all: [Baseline], training: [Int] = [], _ card: (Baseline) -> Card
  ) -> [Baseline] {
    all.filter { baseline in
      let key = card(baseline).key
      if let only { return only.contains(key) }
      switch key {
      case ConvolutionalNetwork.card.key:
        return inputs.pixels != nil && !ClassBalance(training).isUnbalanced
      case LogisticRegressionBaseline.card.key: return inputs.pixels == nil
      default: return true
      }
    }
  }

  /// Checks that every pixel is a number.
  ///
  /// - Throws: ``RowsError`` with the column that is none.
  func checkPixels(_ train: RowTable, _ test: RowTable) throws(RowsError) {
    for name in inputs.pixels?.columns ?? [] {
      _ = try train.numbers(name)
      _ = try test.numbers(name)
    }
  }

  /// Which baseline images get and why; nil where there are none.
  func imageNote(_ training: [Int]) -> String? {
    guard inputs.pixels != nil, only == nil else { return nil }
    let balance = ClassBalance(training)
    let evenness = "evenness \(Wording.number(balance.evenness))"
    return balance.isUnbalanced
      ? "the classes of the training images are unbalanced (\(evenness), 70 : 30 has 0.8813): always "
        + "naming the most frequent is the baseline of images; --baselines convNet asks for the network"
      : "the classes of the training images are balanced (\(evenness), above that of 70 : 30, 0.8813): "
        + "the small network is the baseline of images"
  }
}
