using System.Text.Json;

namespace Executor.Simulator.Tests.Live;

/// <summary>Looks at JSON as tests do.</summary>
internal static class JsonAsserts
{
    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).ValueKind == JsonValueKind.Null ? null : json.GetProperty(name).GetString();

    public static long Whole(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public static string Names(this JsonElement json) => string.Join(' ', json.EnumerateObject().Select(member => member.Name));

    /// <summary>The members that are named stand there with these values, written as JSON.</summary>
    public static void Shows(this JsonElement json, params (string Name, string Value)[] expected)
    {
        foreach (var (name, value) in expected)
            Assert.Equal($"{name}: {value}", $"{name}: {(json.TryGetProperty(name, out var found) ? found.GetRawText() : "missing")}");
    }

    public static int Code(this JsonElement answer) => (answer.TryGetProperty("error", out var error) ? error : answer).GetProperty("code").GetInt32();
}
