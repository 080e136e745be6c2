using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Executor.Simulator.Server.Control;

/// <summary>A request of the control API.</summary>
internal sealed class ControlCall(HttpContext context)
{
    private const int MaxBody = 256 * 1024;

    /// <summary>A part of the path by its name in the route.</summary>
    public string Part(string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A value of the query; null when it is not there.</summary>
    public string? Query(string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A whole number of the query within limits; <paramref name="otherwise"/> when it is not there.</summary>
    public int Count(string name, int least, int most, int otherwise) => Query(name) switch
    {
        null => otherwise,
        { } text when int.TryParse(
            text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) && count >= least && count <= most => count,
        { } text => throw ControlException.Bad($"{name}: must be a whole number from {least} to {most}, is '{text}'."),
    };

    /// <summary>A time of the query, ISO 8601; null when it is not there.</summary>
    public DateTimeOffset? Time(string name) => Query(name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(
            text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) => at,
        { } text => throw ControlException.Bad($"{name}: must be a time as 2026-01-31T12:00:00Z, is '{text}'."),
    };

    /// <summary>The body.</summary>
    /// <exception cref="ControlException">It is missing, too long, or not what it should be; names the place.</exception>
    public async Task<T> BodyAsync<T>(JsonTypeInfo<T> type) where T : class
    {
        if (context.Request.ContentLength > MaxBody)
            throw new ControlException(413, $"The body must have at most {MaxBody} bytes.");
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody)
                throw new ControlException(413, $"The body must have at most {MaxBody} bytes.");
        }
        if (body.Length == 0)
            throw ControlException.Bad("The body is missing; it must be a JSON object.");
        try
        {
            using var document = JsonDocument.Parse(body.ToArray());
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw ControlException.Bad("The body must be a JSON object.");
            CheckNames(document.RootElement, type);
            return document.Deserialize(type) ?? throw ControlException.Bad("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            var field = exception.Path is { Length: > 2 } path ? $"{path[2..]}: " : "";
            throw ControlException.Bad($"{field}the body is not what it should be: {exception.Message}");
        }
    }

    private static void CheckNames(JsonElement body, JsonTypeInfo type)
    {
        var known = type.Properties.Select(property => property.Name).ToList();
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal))
                throw ControlException.Bad($"{member.Name}: there is no such field; there are {string.Join(", ", known)}.");
        }
    }

    /// <summary>Answers.</summary>
    public async Task AnswerAsync<T>(T value, JsonTypeInfo<T> type, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), context.RequestAborted);
    }

    /// <summary>Done, and nothing to say.</summary>
    public Task DoneAsync()
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
