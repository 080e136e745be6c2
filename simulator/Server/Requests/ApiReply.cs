using System.Collections.Immutable;
using System.Text;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Requests;

/// <summary>What is done with a reply.</summary>
public enum Delivery
{
    /// <summary>It is sent.</summary>
    Send,

    /// <summary>The connection is cut instead.</summary>
    Reset,

    /// <summary>Nothing is sent; the connection stays until the client gives up.</summary>
    Hold,
}

/// <summary>The answer to a request: the same body for HTTP and, inside its envelope, for the WebSocket API.</summary>
public sealed record ApiReply
{
    public const string Json = "application/json;charset=UTF-8";
    public const string Html = "text/html";

    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Type of the body.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>The refusal; null for a success.</summary>
    public ApiError? Error { get; init; }

    /// <summary>Headers besides those of every reply.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What is done with it.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>True when the request was carried out.</summary>
    public bool IsSuccess => Error is null && Status < 300;

    public static ApiReply Of(ApiError error) => new() { Status = error.Status, Body = error.ToJson(), Error = error };

    /// <summary>A success whose body <paramref name="write"/> writes.</summary>
    public static ApiReply Of(bool microseconds, Action<WireWriter> write)
    {
        using var writer = new WireWriter(microseconds);
        write(writer);
        return new ApiReply { Body = writer.ToArray() };
    }

    /// <summary>A page as gateways send it.</summary>
    public static ApiReply Page(int status, string title) => new()
    {
        Status = status,
        ContentType = Html,
        Body = Encoding.ASCII.GetBytes(
            $"<html>\r\n<head><title>{status} {title}</title></head>\r\n<body>\r\n<center><h1>{status} {title}</h1></center>\r\n</body>\r\n</html>\r\n"),
    };
}
