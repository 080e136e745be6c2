using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Executor.Core.Settings;

namespace Executor.Replay.Output;

/// <summary>Settings as JSON: switches and numbers as what they are, the rest as text.</summary>
internal static class SettingsJson
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<KeyValuePair<string, string>> settings)
    {
        json.WriteStartObject("settings");
        foreach (var (name, text) in settings)
        {
            WriteSetting(json, name, text);
        }

        json.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter json, string name, string text)
    {
        var kind = SettingCatalog.Find(name)?.Kind ?? SettingKind.Number;
        switch (kind)
        {
            case SettingKind.Switch:
                json.WriteBoolean(name, text == "true");
                break;
            case SettingKind.WholeNumber or SettingKind.Number or SettingKind.Seconds or SettingKind.Distance
                when TryNumber(text, out var number):
                json.WriteNumber(name, number);
                break;
            case SettingKind.NumberList:
                json.WriteStartArray(name);
                foreach (var part in text.Split(','))
                {
                    json.WriteNumberValue(decimal.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture));
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteString(name, text);
                break;
        }
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
