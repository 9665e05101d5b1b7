import type { TemplateStatement } from "./store-templates.ts";

/**
 * Policy templates of AWS SAM for services of AI and analysis, as of 2026-05-29. From
 * https://github.com/aws/serverless-application-model/blob/develop/samtranslator/policy_templates_data/policy_templates.json
 */
export const aiTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AthenaQueryPolicy: [
    {
      actions: [
        "athena:ListWorkGroups",
        "athena:GetExecutionEngine",
        "athena:GetExecutionEngines",
        "athena:GetNamespace",
        "athena:GetCatalogs",
        "athena:GetNamespaces",
        "athena:GetTables",
        "athena:GetTable",
      ],
      resources: ["*"],
    },
    {
      actions: [
        "athena:StartQueryExecution",
        "athena:GetQueryResults",
        "athena:DeleteNamedQuery",
        "athena:GetNamedQuery",
        "athena:ListQueryExecutions",
        "athena:StopQueryExecution",
        "athena:GetQueryResultsStream",
        "athena:ListNamedQueries",
        "athena:CreateNamedQuery",
        "athena:GetQueryExecution",
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetWorkGroup",
      ],
      resources: ["arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:workgroup/${WorkGroupName}"],
    },
  ],
  ComprehendBasicAccessPolicy: [
    {
      actions: [
        "comprehend:BatchDetectKeyPhrases",
        "comprehend:DetectDominantLanguage",
        "comprehend:DetectEntities",
        "comprehend:BatchDetectEntities",
        "comprehend:DetectKeyPhrases",
        "comprehend:DetectSentiment",
        "comprehend:BatchDetectDominantLanguage",
        "comprehend:BatchDetectSentiment",
      ],
      resources: ["*"],
    },
  ],
  PollyFullAccessPolicy: [
    {
      actions: ["polly:GetLexicon", "polly:DeleteLexicon"],
      resources: ["arn:${AWS::Partition}:polly:${AWS::Region}:${AWS::AccountId}:lexicon/${LexiconName}"],
    },
    {
      actions: ["polly:DescribeVoices", "polly:ListLexicons", "polly:PutLexicon", "polly:SynthesizeSpeech"],
      resources: ["arn:${AWS::Partition}:polly:${AWS::Region}:${AWS::AccountId}:lexicon/*"],
    },
  ],
  RekognitionDetectOnlyPolicy: [
    {
      actions: [
        "rekognition:DetectFaces",
        "rekognition:DetectLabels",
        "rekognition:DetectModerationLabels",
        "rekognition:DetectText",
      ],
      resources: ["*"],
    },
  ],
  RekognitionFacesManagementPolicy: [
    {
      actions: [
        "rekognition:IndexFaces",
        "rekognition:DeleteFaces",
        "rekognition:SearchFaces",
        "rekognition:SearchFacesByImage",
        "rekognition:ListFaces",
      ],
      resources: [
        "arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}",
      ],
    },
  ],
  RekognitionFacesPolicy: [
    { actions: ["rekognition:CompareFaces", "rekognition:DetectFaces"], resources: ["*"] },
  ],
  RekognitionLabelsPolicy: [
    { actions: ["rekognition:DetectLabels", "rekognition:DetectModerationLabels"], resources: ["*"] },
  ],
  RekognitionNoDataAccessPolicy: [
    {
      actions: [
        "rekognition:CompareFaces",
        "rekognition:DetectFaces",
        "rekognition:DetectLabels",
        "rekognition:DetectModerationLabels",
      ],
      resources: [
        "arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}",
      ],
    },
  ],
  RekognitionReadPolicy: [
    {
      actions: [
        "rekognition:ListCollections",
        "rekognition:ListFaces",
        "rekognition:SearchFaces",
        "rekognition:SearchFacesByImage",
      ],
      resources: [
        "arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}",
      ],
    },
  ],
  RekognitionWriteOnlyAccessPolicy: [
    {
      actions: ["rekognition:CreateCollection", "rekognition:IndexFaces"],
      resources: [
        "arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:collection/${CollectionId}",
      ],
    },
  ],
  SageMakerCreateEndpointConfigPolicy: [
    {
      actions: ["sagemaker:CreateEndpointConfig"],
      resources: [
        "arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint-config/${EndpointConfigName}",
      ],
    },
  ],
  SageMakerCreateEndpointPolicy: [
    {
      actions: ["sagemaker:CreateEndpoint"],
      resources: [
        "arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint/${EndpointName}",
      ],
    },
  ],
  TextractDetectAnalyzePolicy: [
    {
      actions: [
        "textract:DetectDocumentText",
        "textract:StartDocumentTextDetection",
        "textract:StartDocumentAnalysis",
        "textract:AnalyzeDocument",
      ],
      resources: ["*"],
    },
  ],
  TextractGetResultPolicy: [
    { actions: ["textract:GetDocumentTextDetection", "textract:GetDocumentAnalysis"], resources: ["*"] },
  ],
  TextractPolicy: [{ actions: ["textract:*"], resources: ["*"] }],
};
