extension CalendarDate: FieldValue {
  static var shape: ConfigurationShape { .text(.date) }

  init?(configuration: ConfigurationValue) {
    guard case .text(let text) = configuration else { return nil }
    self.init(text)
  }

  var configuration: ConfigurationValue? { .text(description) }
}
