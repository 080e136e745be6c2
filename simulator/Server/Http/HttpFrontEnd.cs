using System.Buffers;
using System.Text;
using Executor.Simulator.Server.Endpoints;
using Executor.Simulator.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Executor.Simulator.Server.Http;

/// <summary>Serves <c>/api</c> and <c>/sapi</c>: takes the request as it was received, hands it to the pipeline, sends what comes back.</summary>
internal sealed class HttpFrontEnd(EndpointTable endpoints, RequestPipeline pipeline)
{
    private const int MaxBody = 128 * 1024;
    private const string KeyHeader = "X-MBX-APIKEY";
    private const string TimeUnitHeader = "X-MBX-TIME-UNIT";

    public async Task ServeAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        var query = mark < 0 ? "" : target[(mark + 1)..];
        var verb = context.Request.Method;
        if (endpoints.Find(verb, path) is not { } endpoint)
        {
            await SendAsync(context, RetiredCalls.AnswerTo(verb, path) ?? Unrouted(path));
            return;
        }
        if (await ReadBodyAsync(context) is not { } body)
        {
            await SendAsync(context, ApiReply.Page(StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large"));
            return;
        }
        var unit = context.Request.Headers[TimeUnitHeader].ToString();
        if (unit.Length > 0 && !unit.Equals("MICROSECOND", StringComparison.OrdinalIgnoreCase) && !unit.Equals("MILLISECOND", StringComparison.OrdinalIgnoreCase))
        {
            await SendAsync(context, ApiReply.Of(new ApiError(400, -1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.")));
            return;
        }
        var parameters = new ParameterList();
        RequestText.Read(query, parameters, isBody: false);
        if (IsForm(context.Request.ContentType))
            RequestText.Read(body, parameters, isBody: true);
        var reply = await pipeline.AnswerAsync(new ApiRequest
        {
            Transport = Transport.Rest,
            Endpoint = endpoint,
            Parameters = parameters,
            ApiKey = context.Request.Headers[KeyHeader].ToString() is { Length: > 0 } key ? key : null,
            SignedPayload = RequestText.SignedPart(query, body),
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Microseconds = unit.Equals("MICROSECOND", StringComparison.OrdinalIgnoreCase),
            Aborted = context.RequestAborted,
        });
        await SendAsync(context, reply);
    }

    private ApiReply Unrouted(string path) =>
        endpoints.HasPath(path) ? ApiReply.Of(ApiError.NotSupported) : ApiReply.Page(StatusCodes.Status404NotFound, "Not Found");

    /// <summary>A body without a type counts as a form: several clients send none.</summary>
    private static bool IsForm(string? contentType) =>
        string.IsNullOrEmpty(contentType) || contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body byte by byte as Latin-1; null when it is longer than any request may be.</summary>
    private static async Task<string?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0 && !context.Request.Headers.ContainsKey("Transfer-Encoding"))
            return "";
        if (context.Request.ContentLength > MaxBody)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(buffer.GetMemory(4_096), context.RequestAborted);
            if (read == 0)
                return Encoding.Latin1.GetString(buffer.WrittenSpan);
            buffer.Advance(read);
            if (buffer.WrittenCount > MaxBody)
                return null;
        }
    }

    private static async Task SendAsync(HttpContext context, ApiReply reply)
    {
        switch (reply.Delivery)
        {
            case Delivery.Reset:
                context.Abort();
                return;
            case Delivery.Hold:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Delivery.Send:
                break;
        }
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }
}
